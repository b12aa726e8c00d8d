package org.turnstone.schema.read;

import java.sql.SQLException;

/** What is set for this database, and for roles in it. Its name differs from server to server and is not said. */
final class Settings extends CatalogQuery {
    @Override
    String topic() {
        return "database settings";
    }

    @Override
    String sql() {
        return """
            select case when s.setrole <> 0 then quote_ident(pg_get_userbyid(s.setrole)) end as _role,
                split_part(u.v, '=', 1) as _setting, substr(u.v, strpos(u.v, '=') + 1) as "value"
            from pg_db_role_setting s, unnest(s.setconfig) u(v)
            where s.setdatabase = (select oid from pg_database where datname = current_database())
            """;
    }

    @Override
    String onlyIf() {
        return "exists (select from pg_db_role_setting)";
    }

    @Override
    void take(Row row, Gathered all) throws SQLException {
        String role = row.text("_role");
        Draft draft = all.add("setting", row.text("_setting") + (role == null ? "" : " for " + role), null);
        row.attributesTo(draft);
    }
}
