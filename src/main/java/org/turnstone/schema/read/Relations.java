package org.turnstone.schema.read;

import java.sql.SQLException;

/** Tables, partitioned or not, foreign tables, views and materialized views. */
final class Relations extends CatalogQuery {
    @Override
    String topic() {
        return "tables and views";
    }

    @Override
    String sql() {
        return """
            select c.oid as _oid, n.nspname as _schema, c.relname as _relation,
                format('%I.%I', n.nspname, c.relname) as _name,
                case c.relkind when 'f' then 'foreign table' when 'v' then 'view'
                    when 'm' then 'materialized view' else 'table' end as _kind,
                case when c.relkind in ('v', 'm') then rtrim(pg_get_viewdef(c.oid), ';') end as "definition",
                quote_ident(pg_get_userbyid(c.relowner)) as "owner",
                case when c.relpersistence = 'u' then 'yes' end as "unlogged",
                nullif(c.reloftype, 0)::regtype::text as "of type",
                case when not c.relispartition then
                    (select string_agg(i.inhparent::regclass::text, ', ' order by i.inhseqno)
                    from pg_inherits i where i.inhrelid = c.oid) end as "inherits",
                case when c.relispartition then
                    (select i.inhparent::regclass::text
                    from pg_inherits i where i.inhrelid = c.oid) end as "partition of",
                case when c.relispartition then pg_get_expr(c.relpartbound, c.oid) end as "bound",
                case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end as "partition by",
                quote_ident(s.srvname) as "server",
                case when f.ftoptions is not null then
                        (select string_agg(quote_ident(o.option_name) || ' ' || quote_literal(o.option_value), ', '
                            order by o.option_name) from pg_options_to_table(f.ftoptions) o) end as "foreign options",
                case when c.reloptions is not null then
                        (select string_agg(o, ', ' order by o) from unnest(c.reloptions) o) end as "options",
                case when t.reloptions is not null then
                        (select string_agg('toast.' || o, ', ' order by o) from unnest(t.reloptions) o) end as "toast options",
                quote_ident(b.spcname) as "tablespace",
                case when m.amname <> 'heap' then quote_ident(m.amname) end as "access method",
                case when c.relkind not in ('r', 'p', 'm') then null
                    when c.relreplident = 'n' then 'nothing' when c.relreplident = 'f' then 'full'
                    when c.relreplident = 'i' then (select 'index ' || quote_ident(x.relname)
                        from pg_index i join pg_class x on x.oid = i.indexrelid
                        where i.indrelid = c.oid and i.indisreplident)
                    end as "replica identity",
                case when c.relrowsecurity then 'enabled' end as "row security",
                case when c.relforcerowsecurity then 'yes' end as "row security forced",
                case when c.relkind = 'm' and not c.relispopulated then 'no' end as "populated"
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            left join pg_class t on t.oid = c.reltoastrelid
            left join pg_tablespace b on b.oid = c.reltablespace
            left join pg_am m on m.oid = c.relam
            left join pg_foreign_table f on f.ftrelid = c.oid
            left join pg_foreign_server s on s.oid = f.ftserver
            where c.relkind in ('r', 'p', 'f', 'v', 'm') and c.relpersistence <> 't'
                and @user(n) and @own(pg_class, c)
            """;
    }

    @Override
    void take(Row row, Gathered all) throws SQLException {
        if (all.scope().leavesOut(row.text("_schema"), row.text("_relation"))) {
            return;
        }
        Draft draft = all.add(new Mark(Catalog.PG_CLASS, row.oid("_oid")), row.text("_kind"), row.text("_name"), null);
        row.attributesTo(draft);
    }
}
