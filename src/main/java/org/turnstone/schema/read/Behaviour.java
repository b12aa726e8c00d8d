package org.turnstone.schema.read;

import java.sql.SQLException;

/** What makes relations act: rules, triggers and policies; and event triggers, which watch all of them. */
final class Behaviour {
    static final CatalogQuery RULES = new PlainQuery("rules", Catalog.PG_REWRITE, """
        select r.oid as _oid, 'rule' as _kind, quote_ident(r.rulename) as _name, r.ev_class as _relation,
            rtrim(pg_get_ruledef(r.oid), ';') as _statement,
            rtrim(pg_get_ruledef(r.oid), ';') as "definition",
            case r.ev_enabled when 'D' then 'disabled' when 'A' then 'always' when 'R' then 'on replicas'
                end as "state"
        from pg_rewrite r join pg_class c on c.oid = r.ev_class join pg_namespace n on n.oid = c.relnamespace
        where r.rulename <> '_RETURN' and @user(n)
        """);

    static final CatalogQuery POLICIES = new PlainQuery("policies", Catalog.PG_POLICY, """
        select p.oid as _oid, 'policy' as _kind, quote_ident(p.polname) as _name, p.polrelid as _relation,
            case when not p.polpermissive then 'yes' end as "restrictive",
            case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update'
                when 'd' then 'delete' else 'all' end as "command",
            (select string_agg(case when r = 0 then 'public' else quote_ident(pg_get_userbyid(r)) end, ', '
                order by r = 0, pg_get_userbyid(r)) from unnest(p.polroles) r) as "roles",
            pg_get_expr(p.polqual, p.polrelid) as "using",
            pg_get_expr(p.polwithcheck, p.polrelid) as "check",
            null as _statement
        from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
        where @user(n)
        """);

    static final CatalogQuery EVENT_TRIGGERS = new PlainQuery("event triggers", Catalog.PG_EVENT_TRIGGER, """
        select e.oid as _oid, 'event trigger' as _kind, quote_ident(e.evtname) as _name,
            e.evtevent as "event",
            (select string_agg(quote_literal(t), ', ' order by t) from unnest(e.evttags) t) as "tags",
            e.evtfoid::regproc::text as "function",
            case e.evtenabled when 'D' then 'disabled' when 'A' then 'always' when 'R' then 'on replicas'
                end as "state",
            quote_ident(pg_get_userbyid(e.evtowner)) as "owner",
            format('CREATE EVENT TRIGGER %I ON %I', e.evtname, e.evtevent) || coalesce(' WHEN TAG IN ('
                || (select string_agg(quote_literal(t), ', ' order by t) from unnest(e.evttags) t) || ')', '')
                || ' EXECUTE FUNCTION ' || e.evtfoid::regproc::text || '()' as _statement
        from pg_event_trigger e
        where @own(pg_event_trigger, e)
        """);

    /** A partition's copy of its parent's trigger is said only where it is switched differently. */
    static final CatalogQuery TRIGGERS = new CatalogQuery() {
        @Override
        String topic() {
            return "triggers";
        }

        @Override
        String sql() {
            return """
                select t.oid as _oid, quote_ident(t.tgname) as _name, t.tgrelid as _relation,
                    pg_get_triggerdef(t.oid) as "definition",
                    case t.tgenabled when 'D' then 'disabled' when 'A' then 'always' when 'R' then 'on replicas'
                        when 'O' then case when p.oid is not null then 'enabled' end end as "state",
                    case when p.oid is not null then quote_ident(p.tgname) || ' on ' || p.tgrelid::regclass
                        end as "copy of"
                from pg_trigger t join pg_class c on c.oid = t.tgrelid
                join pg_namespace n on n.oid = c.relnamespace
                left join pg_trigger p on p.oid = t.tgparentid
                where @user(n) and (not t.tgisinternal or p.oid is not null and not p.tgisinternal)
                    and (p.oid is null or p.tgenabled <> t.tgenabled or p.tgname <> t.tgname)
                """;
        }

        @Override
        void take(Row row, Gathered all) throws SQLException {
            Draft table = all.at(Catalog.PG_CLASS, row.oid("_relation"));
            if (table == null) {
                return;
            }
            Mark mark = new Mark(Catalog.PG_TRIGGER, row.oid("_oid"));
            Draft draft = all.add(mark, "trigger", row.text("_name") + " on " + table.name(), table);
            row.attributesTo(draft);
            draft.statement(draft.get("copy of") == null ? draft.get("definition") : null);
        }
    };

    private Behaviour() {}
}
