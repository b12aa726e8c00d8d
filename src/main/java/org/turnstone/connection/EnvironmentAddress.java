package org.turnstone.connection;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.turnstone.connection.ConnectionFailure.Kind;
import org.turnstone.connection.Variables.Variable;

/**
 * Finds the address a team has in its environment: DATABASE_URL, DB_HOST and its kin, or libpq's own variables, from
 * the environment or a project's {@code .env}. Whatever an address leaves out is taken, as libpq does, from a service's
 * file, the PG… variables and {@code .pgpass}.
 */
public final class EnvironmentAddress {
    private static final Map<String, String> DB_NAMES = names();

    /** Where to look, which says nothing any more once it was looked there. */
    private static final Set<String> FILES = Set.of("service", "servicefile", "passfile");

    private final Surroundings around;
    private final Variables variables;
    private final Map<String, Provenance> sources = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private AddressParts parts = new AddressParts();
    private List<String> remarks = List.of();

    private EnvironmentAddress(Surroundings around, Path project) {
        this.around = around;
        this.variables = new Variables(around, project);
    }

    /** The address the environment names; null when it names none. A null project is the current folder. */
    public static ResolvedAddress find(Surroundings around, Path project) throws ConnectionFailure {
        EnvironmentAddress search = new EnvironmentAddress(around, project);
        Variable url = search.variables.get("DATABASE_URL");
        if (url != null) {
            search.takeText(url.value(), url.source());
            search.warnAbout("DATABASE_URL");
        } else if (search.isSet("DB_HOST") || search.isSet("DB_NAME")) {
            search.takeParts();
        } else if (!search.isSet("PGHOST")
                && !search.isSet("PGHOSTADDR")
                && !search.isSet("PGDATABASE")
                && !search.isSet("PGSERVICE")) {
            return null;
        }
        return search.fill();
    }

    /** A typed address; the environment gives only what it leaves out. */
    public static ResolvedAddress of(String text, Provenance source, Surroundings around, Path project)
            throws ConnectionFailure {
        EnvironmentAddress search = new EnvironmentAddress(around, project);
        search.takeText(text, source);
        return search.fill();
    }

    private boolean isSet(String name) {
        return variables.get(name) != null;
    }

    private void takeText(String text, Provenance source) throws ConnectionFailure {
        try {
            Findings findings = AddressReader.find(text);
            parts = findings.parts;
            remarks = findings.remarks();
            // Said here, where it is known whose hosts and ports they are.
            parts.complete(around.systemUser());
            parts.keywords().forEach(keyword -> sources.put(keyword, source));
        } catch (ConnectionFailure e) {
            throw new ConnectionFailure(e.kind(), source + ": " + e.getMessage());
        }
    }

    private void takeParts() throws ConnectionFailure {
        for (Map.Entry<String, String> name : DB_NAMES.entrySet()) {
            Variable variable = variables.get(name.getKey());
            if (variable != null) {
                boolean ssl = name.getKey().equals("DB_SSL");
                putIfAbsent(name.getValue(), ssl ? sslMode(variable) : variable.value(), variable.source());
                warnAbout(name.getKey());
            }
        }
    }

    private static String sslMode(Variable variable) throws ConnectionFailure {
        String value = variable.value().strip().toLowerCase(Locale.ROOT);
        return switch (value) {
            case "true", "1", "yes", "on" -> "require";
            case "false", "0", "no", "off" -> "disable";
            case "disable", "allow", "prefer", "require", "verify-ca", "verify-full" -> value;
            default ->
                throw new ConnectionFailure(
                        Kind.ADDRESS,
                        variable.source() + " takes true, false, or one of PostgreSQL's modes: disable, prefer,"
                                + " require, verify-ca, verify-full.");
        };
    }

    private ResolvedAddress fill() throws ConnectionFailure {
        takeService();
        boolean hostIsOpen = !parts.has("host");
        EnvironmentNames.KEYWORDS.forEach((name, keyword) -> {
            Variable variable = variables.get(name);
            // An IP address belongs to the host it was set for.
            boolean elsewhere = keyword.equals("hostaddr") && !hostIsOpen;
            if (variable != null && !elsewhere && !FILES.contains(keyword)) {
                putIfAbsent(keyword, variable.value(), variable.source());
            }
        });
        Address address = complete();
        if (address.password() == null) {
            address = withStoredPassword(address);
        }
        return new ResolvedAddress(address, provenance(address), warnings, remarks);
    }

    /** What an address's own text has wrong was said before; here it is the ports that came from elsewhere. */
    private Address complete() throws ConnectionFailure {
        try {
            return parts.complete(around.systemUser());
        } catch (ConnectionFailure e) {
            throw new ConnectionFailure(
                    e.kind(), sources.getOrDefault("port", Provenance.DEFAULT) + ": " + e.getMessage());
        }
    }

    private void takeService() throws ConnectionFailure {
        Variable named = variables.get("PGSERVICE");
        String service = parts.has("service") ? parts.get("service") : named == null ? null : named.value();
        if (service == null) {
            return;
        }
        List<Path> files =
                parts.has("servicefile") ? List.of(Path.of(parts.get("servicefile"))) : around.serviceFiles();
        for (Path path : files) {
            AddressFiles.TextFile file = around.files().read(path);
            Map<String, ServiceFile.Entry> settings = file == null ? null : ServiceFile.find(file.text(), service);
            if (settings != null) {
                takeService(settings, path);
                parts.set("service", null);
                parts.set("servicefile", null);
                return;
            }
        }
        throw new ConnectionFailure(
                Kind.ADDRESS,
                "There is no service [" + service + "] in " + around.words(files.getFirst())
                        + (files.size() > 1 ? " or the system's pg_service.conf" : "") + ".");
    }

    private void takeService(Map<String, ServiceFile.Entry> settings, Path path) {
        boolean hostIsOpen = !parts.has("host");
        settings.forEach((keyword, entry) -> {
            if (ParameterNames.isLibpq(keyword) && (hostIsOpen || !keyword.equals("hostaddr"))) {
                putIfAbsent(keyword, entry.value(), new Provenance(around.words(path) + ", line " + entry.line()));
            }
        });
    }

    private Address withStoredPassword(Address address) {
        Path path = parts.has("passfile") ? Path.of(parts.get("passfile")) : around.passFile();
        AddressFiles.TextFile file = around.files().read(path);
        if (file == null) {
            return address;
        }
        String name = around.words(path);
        if (file.openToOthers() && !around.windows()) {
            warnings.add(name + " is ignored because other users may read it. Close it with: chmod 600 " + name);
            return address;
        }
        PassFile.Match match =
                PassFile.find(file.text(), address.hosts().getFirst(), address.database(), address.user());
        if (match == null || match.password().isEmpty()) {
            return address;
        }
        sources.put("password", new Provenance(name + ", line " + match.line()));
        return address.withPassword(new Secret(match.password()));
    }

    private Map<Part, Provenance> provenance(Address address) {
        Map<Part, Provenance> result = new LinkedHashMap<>();
        for (Part part : List.of(Part.HOST, Part.PORT, Part.DATABASE, Part.USER, Part.PASSWORD, Part.TLS)) {
            Provenance otherwise = part.equals(Part.PASSWORD) ? Provenance.NONE : Provenance.DEFAULT;
            result.put(part, sources.getOrDefault(part.keyword(), otherwise));
        }
        if (!sources.containsKey("host") && sources.containsKey("hostaddr")) {
            result.put(Part.HOST, sources.get("hostaddr"));
        }
        address.parameters().keySet().forEach(name -> result.put(new Part(name), sources.get(name)));
        return result;
    }

    private void putIfAbsent(String keyword, String value, Provenance source) {
        if (!parts.has(keyword) && !value.isEmpty()) {
            parts.set(keyword, value);
            sources.put(keyword, source);
        }
    }

    private void warnAbout(String name) {
        String warning = variables.warning(name);
        if (warning != null) {
            warnings.add(warning);
        }
    }

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("DB_HOST", "host");
        names.put("DB_PORT", "port");
        names.put("DB_NAME", "dbname");
        names.put("DB_USER", "user");
        names.put("DB_PASS", "password");
        names.put("DB_PASSWORD", "password");
        names.put("DB_SSL", "sslmode");
        return names;
    }
}
