package org.turnstone.connection;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** libpq's environment variables and the keywords they stand for. */
final class EnvironmentNames {
    static final Map<String, String> KEYWORDS;

    static {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("PGHOST", "host");
        names.put("PGHOSTADDR", "hostaddr");
        names.put("PGPORT", "port");
        names.put("PGDATABASE", "dbname");
        names.put("PGUSER", "user");
        names.put("PGPASSWORD", "password");
        names.put("PGPASSFILE", "passfile");
        names.put("PGSERVICE", "service");
        names.put("PGSSLMODE", "sslmode");
        names.put("PGSSLNEGOTIATION", "sslnegotiation");
        names.put("PGSSLROOTCERT", "sslrootcert");
        names.put("PGSSLCERT", "sslcert");
        names.put("PGSSLKEY", "sslkey");
        names.put("PGSSLCERTMODE", "sslcertmode");
        names.put("PGSSLCRL", "sslcrl");
        names.put("PGSSLCRLDIR", "sslcrldir");
        names.put("PGSSLSNI", "sslsni");
        names.put("PGSSLCOMPRESSION", "sslcompression");
        names.put("PGSSLMINPROTOCOLVERSION", "ssl_min_protocol_version");
        names.put("PGSSLMAXPROTOCOLVERSION", "ssl_max_protocol_version");
        names.put("PGMINPROTOCOLVERSION", "min_protocol_version");
        names.put("PGMAXPROTOCOLVERSION", "max_protocol_version");
        names.put("PGOPTIONS", "options");
        names.put("PGAPPNAME", "application_name");
        names.put("PGCONNECT_TIMEOUT", "connect_timeout");
        names.put("PGCLIENTENCODING", "client_encoding");
        names.put("PGREQUIREAUTH", "require_auth");
        names.put("PGREQUIREPEER", "requirepeer");
        names.put("PGCHANNELBINDING", "channel_binding");
        names.put("PGTARGETSESSIONATTRS", "target_session_attrs");
        names.put("PGLOADBALANCEHOSTS", "load_balance_hosts");
        names.put("PGGSSENCMODE", "gssencmode");
        names.put("PGGSSLIB", "gsslib");
        names.put("PGGSSDELEGATION", "gssdelegation");
        names.put("PGKRBSRVNAME", "krbsrvname");
        KEYWORDS = Collections.unmodifiableMap(names);
    }

    private EnvironmentNames() {}

    /** Null where libpq reads no such variable. */
    static String keyword(String variable) {
        return KEYWORDS.get(variable);
    }
}
