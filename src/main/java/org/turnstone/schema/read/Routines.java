package org.turnstone.schema.read;

/** Functions, procedures and aggregates. */
final class Routines {
    static final CatalogQuery FUNCTIONS = new PlainQuery("functions", Catalog.PG_PROC, """
        select p.oid as _oid, case p.prokind when 'p' then 'procedure' else 'function' end as _kind,
            p.oid::regprocedure::text as _name,
            pg_get_function_arguments(p.oid) as "arguments",
            pg_get_function_result(p.oid) as "returns",
            quote_ident(l.lanname) as "language",
            case p.provolatile when 'i' then 'immutable' when 's' then 'stable' end as "volatility",
            case when p.prokind = 'w' then 'yes' end as "window",
            case when p.proisstrict then 'yes' end as "strict",
            case when p.prosecdef then 'yes' end as "security definer",
            case when p.proleakproof then 'yes' end as "leakproof",
            case p.proparallel when 's' then 'safe' when 'r' then 'restricted' end as "parallel",
            case when p.procost <> (case when l.lanname in ('c', 'internal') then 1 else 100 end)
                then p.procost end as "cost",
            case when p.proretset and p.prorows <> 1000 then p.prorows end as "rows",
            case when p.prosupport <> 0 then p.prosupport::regproc::text end as "support",
            (select string_agg(s, ', ' order by n) from unnest(p.proconfig) with ordinality u(s, n)) as "settings",
            (select string_agg(format_type(u.t, null), ', ' order by u.n)
                from unnest(p.protrftypes) with ordinality u(t, n)) as "transforms",
            case when p.probin is not null then p.probin end as "library",
            coalesce(pg_get_function_sqlbody(p.oid), p.prosrc) as "body",
            quote_ident(pg_get_userbyid(p.proowner)) as "owner",
            rtrim(pg_get_functiondef(p.oid), E'\\n') as _statement
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang
        where p.prokind in ('f', 'p', 'w') and @user(n) and not exists (select from pg_depend d
            where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype in ('e', 'i'))
        """);

    static final CatalogQuery AGGREGATES = new PlainQuery("aggregates", Catalog.PG_PROC, """
        select p.oid as _oid, 'aggregate' as _kind,
            format('%I.%I(%s)', n.nspname, p.proname, case when p.pronargs = 0 then '*'
                else pg_get_function_identity_arguments(p.oid) end) as _name,
            case when p.pronargs = 0 then '*' else pg_get_function_arguments(p.oid) end as "arguments",
            pg_get_function_result(p.oid) as "returns",
            case a.aggkind when 'o' then 'ordered set' when 'h' then 'hypothetical set' end as "form",
            a.aggtransfn::regproc::text as "state function",
            format_type(a.aggtranstype, null) as "state type",
            nullif(a.aggtransspace, 0) as "state space",
            case when a.aggfinalfn <> 0 then a.aggfinalfn::regproc::text end as "final function",
            case when a.aggfinalextra then 'yes' end as "final function extra",
            case when a.aggfinalfn <> 0 and a.aggfinalmodify <> (case when a.aggkind = 'n' then 'r' else 'w' end)
                then case a.aggfinalmodify when 'r' then 'read_only' when 's' then 'shareable'
                else 'read_write' end end as "final function modify",
            case when a.aggcombinefn <> 0 then a.aggcombinefn::regproc::text end as "combine function",
            case when a.aggserialfn <> 0 then a.aggserialfn::regproc::text end as "serial function",
            case when a.aggdeserialfn <> 0 then a.aggdeserialfn::regproc::text end as "deserial function",
            a.agginitval as "initial value",
            case when a.aggmtransfn <> 0 then a.aggmtransfn::regproc::text end as "moving state function",
            case when a.aggminvtransfn <> 0 then a.aggminvtransfn::regproc::text end as "moving inverse function",
            case when a.aggmtranstype <> 0 then format_type(a.aggmtranstype, null) end as "moving state type",
            nullif(a.aggmtransspace, 0) as "moving state space",
            case when a.aggmfinalfn <> 0 then a.aggmfinalfn::regproc::text end as "moving final function",
            case when a.aggmfinalextra then 'yes' end as "moving final function extra",
            case when a.aggmfinalfn <> 0 and a.aggmfinalmodify <> (case when a.aggkind = 'n' then 'r' else 'w' end)
                then case a.aggmfinalmodify when 'r' then 'read_only' when 's' then 'shareable'
                else 'read_write' end end as "moving final function modify",
            a.aggminitval as "moving initial value",
            case when a.aggsortop <> 0 then a.aggsortop::regoperator::text end as "sort operator",
            case p.proparallel when 's' then 'safe' when 'r' then 'restricted' end as "parallel",
            quote_ident(pg_get_userbyid(p.proowner)) as "owner",
            null as _statement
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_aggregate a on a.aggfnoid = p.oid
        where @user(n) and @own(pg_proc, p)
        """);

    private Routines() {}
}
