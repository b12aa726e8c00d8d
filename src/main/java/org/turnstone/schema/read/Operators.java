package org.turnstone.schema.read;

/** Operators, their classes and families, casts, transforms, languages and access methods. */
final class Operators {
    static final CatalogQuery OPERATORS = new PlainQuery("operators", Catalog.PG_OPERATOR, """
        select o.oid as _oid, 'operator' as _kind,
            format('%I.%s (%s, %s)', n.nspname, o.oprname,
                case when o.oprleft = 0 then 'NONE' else format_type(o.oprleft, null) end,
                format_type(o.oprright, null)) as _name,
            case when o.oprcode <> 0 then o.oprcode::regproc::text end as "function",
            case when o.oprleft <> 0 then format_type(o.oprleft, null) end as "left",
            format_type(o.oprright, null) as "right",
            case when o.oprresult <> 0 then format_type(o.oprresult, null) end as "result",
            case when o.oprcom <> 0 then o.oprcom::regoperator::text end as "commutator",
            case when o.oprnegate <> 0 then o.oprnegate::regoperator::text end as "negator",
            case when o.oprrest <> 0 then o.oprrest::regproc::text end as "restrict",
            case when o.oprjoin <> 0 then o.oprjoin::regproc::text end as "join",
            case when o.oprcanhash then 'yes' end as "hashes",
            case when o.oprcanmerge then 'yes' end as "merges",
            quote_ident(pg_get_userbyid(o.oprowner)) as "owner",
            case when o.oprcode = 0 then null else
            format('CREATE OPERATOR %I.%s (FUNCTION = %s', n.nspname, o.oprname, o.oprcode::regproc)
                || case when o.oprleft <> 0 then ', LEFTARG = ' || format_type(o.oprleft, null) else '' end
                || ', RIGHTARG = ' || format_type(o.oprright, null)
                || coalesce((select format(', COMMUTATOR = OPERATOR(%I.%s)', cn.nspname, c.oprname)
                    from pg_operator c join pg_namespace cn on cn.oid = c.oprnamespace where c.oid = o.oprcom), '')
                || coalesce((select format(', NEGATOR = OPERATOR(%I.%s)', cn.nspname, c.oprname)
                    from pg_operator c join pg_namespace cn on cn.oid = c.oprnamespace
                    where c.oid = o.oprnegate), '')
                || case when o.oprrest <> 0 then ', RESTRICT = ' || o.oprrest::regproc else '' end
                || case when o.oprjoin <> 0 then ', JOIN = ' || o.oprjoin::regproc else '' end
                || case when o.oprcanhash then ', HASHES' else '' end
                || case when o.oprcanmerge then ', MERGES' else '' end || ')' end as _statement
        from pg_operator o join pg_namespace n on n.oid = o.oprnamespace
        where @user(n) and @own(pg_operator, o)
        """);

    static final CatalogQuery FAMILIES = new PlainQuery("operator families", Catalog.PG_OPFAMILY, """
        select f.oid as _oid, 'operator family' as _kind,
            format('%I.%I USING %I', n.nspname, f.opfname, m.amname) as _name,
            (select string_agg(format('OPERATOR %s %s', a.amopstrategy, a.amopopr::regoperator)
                || case when a.amopsortfamily <> 0 then (select format(' FOR ORDER BY %I.%I', sn.nspname, sf.opfname)
                    from pg_opfamily sf join pg_namespace sn on sn.oid = sf.opfnamespace
                    where sf.oid = a.amopsortfamily) else '' end, ', '
                order by a.amopstrategy, a.amopopr::regoperator::text)
                from pg_amop a where a.amopfamily = f.oid and not exists (select from pg_depend d
                    where d.classid = 'pg_amop'::regclass and d.objid = a.oid
                    and d.refclassid = 'pg_opclass'::regclass and d.deptype = 'i')) as "operators",
            (select string_agg(format('FUNCTION %s (%s, %s) %s', a.amprocnum, format_type(a.amproclefttype, null),
                format_type(a.amprocrighttype, null), a.amproc::regprocedure), ', '
                order by a.amprocnum, a.amproc::regprocedure::text)
                from pg_amproc a where a.amprocfamily = f.oid and not exists (select from pg_depend d
                    where d.classid = 'pg_amproc'::regclass and d.objid = a.oid
                    and d.refclassid = 'pg_opclass'::regclass and d.deptype = 'i')) as "functions",
            quote_ident(pg_get_userbyid(f.opfowner)) as "owner",
            format('CREATE OPERATOR FAMILY %I.%I USING %I', n.nspname, f.opfname, m.amname) as _statement
        from pg_opfamily f join pg_namespace n on n.oid = f.opfnamespace join pg_am m on m.oid = f.opfmethod
        where @user(n) and @own(pg_opfamily, f)
        """);

    static final CatalogQuery CLASSES = new PlainQuery("operator classes", Catalog.PG_OPCLASS, """
        select c.oid as _oid, 'operator class' as _kind,
            format('%I.%I USING %I', n.nspname, c.opcname, m.amname) as _name,
            format_type(c.opcintype, null) as "type",
            case when c.opcdefault then 'yes' end as "default",
            format('%I.%I', fn.nspname, f.opfname) as "family",
            case when c.opckeytype <> 0 then format_type(c.opckeytype, null) end as "stores",
            (select string_agg(format('OPERATOR %s %s', a.amopstrategy, a.amopopr::regoperator)
                || case when a.amopsortfamily <> 0 then (select format(' FOR ORDER BY %I.%I', sn.nspname, sf.opfname)
                    from pg_opfamily sf join pg_namespace sn on sn.oid = sf.opfnamespace
                    where sf.oid = a.amopsortfamily) else '' end, ', '
                order by a.amopstrategy, a.amopopr::regoperator::text)
                from pg_amop a join pg_depend d on d.classid = 'pg_amop'::regclass and d.objid = a.oid
                    and d.refclassid = 'pg_opclass'::regclass and d.refobjid = c.oid and d.deptype = 'i')
                as "operators",
            (select string_agg(format('FUNCTION %s (%s, %s) %s', a.amprocnum, format_type(a.amproclefttype, null),
                format_type(a.amprocrighttype, null), a.amproc::regprocedure), ', '
                order by a.amprocnum, a.amproc::regprocedure::text)
                from pg_amproc a join pg_depend d on d.classid = 'pg_amproc'::regclass and d.objid = a.oid
                    and d.refclassid = 'pg_opclass'::regclass and d.refobjid = c.oid and d.deptype = 'i')
                as "functions",
            quote_ident(pg_get_userbyid(c.opcowner)) as "owner",
            null as _statement
        from pg_opclass c join pg_namespace n on n.oid = c.opcnamespace join pg_am m on m.oid = c.opcmethod
            join pg_opfamily f on f.oid = c.opcfamily join pg_namespace fn on fn.oid = f.opfnamespace
        where @user(n) and @own(pg_opclass, c)
        """);

    static final CatalogQuery CASTS = new PlainQuery("casts", Catalog.PG_CAST, """
        select c.oid as _oid, 'cast' as _kind,
            format('(%s AS %s)', format_type(c.castsource, null), format_type(c.casttarget, null)) as _name,
            case c.castmethod when 'f' then 'function ' || c.castfunc::regprocedure when 'i' then 'in and out'
                else 'binary' end as "method",
            case c.castcontext when 'a' then 'assignment' when 'i' then 'implicit' end as "context",
            format('CREATE CAST (%s AS %s) ', format_type(c.castsource, null), format_type(c.casttarget, null))
                || case c.castmethod when 'f' then 'WITH FUNCTION ' || c.castfunc::regprocedure
                    when 'i' then 'WITH INOUT' else 'WITHOUT FUNCTION' end
                || case c.castcontext when 'a' then ' AS ASSIGNMENT' when 'i' then ' AS IMPLICIT' else '' end
                as _statement
        from pg_cast c
        where c.oid >= 16384 and not exists (select from pg_depend d
            where d.classid = 'pg_cast'::regclass and d.objid = c.oid and d.deptype in ('e', 'i'))
        """);

    static final CatalogQuery TRANSFORMS = new PlainQuery("transforms", Catalog.PG_TRANSFORM, """
        select t.oid as _oid, 'transform' as _kind,
            format('FOR %s LANGUAGE %I', format_type(t.trftype, null), l.lanname) as _name,
            case when t.trffromsql <> 0 then t.trffromsql::regprocedure::text end as "from SQL",
            case when t.trftosql <> 0 then t.trftosql::regprocedure::text end as "to SQL",
            format('CREATE TRANSFORM FOR %s LANGUAGE %I (', format_type(t.trftype, null), l.lanname)
                || concat_ws(', ', 'FROM SQL WITH FUNCTION ' || nullif(t.trffromsql, 0)::regprocedure,
                    'TO SQL WITH FUNCTION ' || nullif(t.trftosql, 0)::regprocedure) || ')' as _statement
        from pg_transform t join pg_language l on l.oid = t.trflang
        where t.oid >= 16384 and @own(pg_transform, t)
        """);

    static final CatalogQuery LANGUAGES = new PlainQuery("languages", Catalog.PG_LANGUAGE, """
        select l.oid as _oid, 'language' as _kind, quote_ident(l.lanname) as _name,
            case when l.lanpltrusted then 'yes' end as "trusted",
            case when l.lanplcallfoid <> 0 then l.lanplcallfoid::regproc::text end as "handler",
            case when l.laninline <> 0 then l.laninline::regproc::text end as "inline handler",
            case when l.lanvalidator <> 0 then l.lanvalidator::regproc::text end as "validator",
            quote_ident(pg_get_userbyid(l.lanowner)) as "owner",
            format('CREATE %sLANGUAGE %I HANDLER %s', case when l.lanpltrusted then 'TRUSTED ' end, l.lanname,
                l.lanplcallfoid::regproc) || case when l.laninline <> 0 then ' INLINE ' || l.laninline::regproc
                else '' end || case when l.lanvalidator <> 0 then ' VALIDATOR ' || l.lanvalidator::regproc
                else '' end as _statement
        from pg_language l
        where l.oid >= 16384 and l.lanispl and @own(pg_language, l)
        """);

    static final CatalogQuery ACCESS_METHODS = new PlainQuery("access methods", Catalog.PG_AM, """
        select m.oid as _oid, 'access method' as _kind, quote_ident(m.amname) as _name,
            case m.amtype when 'i' then 'index' else 'table' end as "type", m.amhandler::regproc::text as "handler",
            format('CREATE ACCESS METHOD %I TYPE %s HANDLER %s', m.amname,
                case m.amtype when 'i' then 'INDEX' else 'TABLE' end, m.amhandler::regproc) as _statement
        from pg_am m
        where m.oid >= 16384 and @own(pg_am, m)
        """);

    private Operators() {}
}
