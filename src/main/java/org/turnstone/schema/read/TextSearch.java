package org.turnstone.schema.read;

/** Text search: parsers, templates, dictionaries and configurations. */
final class TextSearch {
    static final CatalogQuery PARSERS = new PlainQuery("text search parsers", Catalog.PG_TS_PARSER, """
        select p.oid as _oid, 'text search parser' as _kind, format('%I.%I', n.nspname, p.prsname) as _name,
            p.prsstart::regproc::text as "start", p.prstoken::regproc::text as "gettoken",
            p.prsend::regproc::text as "end", p.prslextype::regproc::text as "lextypes",
            case when p.prsheadline <> 0 then p.prsheadline::regproc::text end as "headline",
            format('CREATE TEXT SEARCH PARSER %I.%I (START = %s, GETTOKEN = %s, END = %s, LEXTYPES = %s',
                n.nspname, p.prsname, p.prsstart::regproc, p.prstoken::regproc, p.prsend::regproc,
                p.prslextype::regproc) || case when p.prsheadline <> 0 then ', HEADLINE = ' || p.prsheadline::regproc
                else '' end || ')' as _statement
        from pg_ts_parser p join pg_namespace n on n.oid = p.prsnamespace
        where @user(n) and @own(pg_ts_parser, p)
        """);

    static final CatalogQuery TEMPLATES = new PlainQuery("text search templates", Catalog.PG_TS_TEMPLATE, """
        select t.oid as _oid, 'text search template' as _kind, format('%I.%I', n.nspname, t.tmplname) as _name,
            case when t.tmplinit <> 0 then t.tmplinit::regproc::text end as "init",
            t.tmpllexize::regproc::text as "lexize",
            format('CREATE TEXT SEARCH TEMPLATE %I.%I (', n.nspname, t.tmplname)
                || case when t.tmplinit <> 0 then 'INIT = ' || t.tmplinit::regproc || ', ' else '' end
                || 'LEXIZE = ' || t.tmpllexize::regproc || ')' as _statement
        from pg_ts_template t join pg_namespace n on n.oid = t.tmplnamespace
        where @user(n) and @own(pg_ts_template, t)
        """);

    static final CatalogQuery DICTIONARIES = new PlainQuery("text search dictionaries", Catalog.PG_TS_DICT, """
        select d.oid as _oid, 'text search dictionary' as _kind, format('%I.%I', n.nspname, d.dictname) as _name,
            format('%I.%I', tn.nspname, t.tmplname) as "template", d.dictinitoption as "options",
            quote_ident(pg_get_userbyid(d.dictowner)) as "owner",
            format('CREATE TEXT SEARCH DICTIONARY %I.%I (TEMPLATE = %I.%I', n.nspname, d.dictname, tn.nspname,
                t.tmplname) || coalesce(', ' || d.dictinitoption, '') || ')' as _statement
        from pg_ts_dict d join pg_namespace n on n.oid = d.dictnamespace
        join pg_ts_template t on t.oid = d.dicttemplate join pg_namespace tn on tn.oid = t.tmplnamespace
        where @user(n) and @own(pg_ts_dict, d)
        """);

    static final CatalogQuery CONFIGURATIONS = new PlainQuery("text search configurations", Catalog.PG_TS_CONFIG, """
        select c.oid as _oid, 'text search configuration' as _kind,
            format('%I.%I', n.nspname, c.cfgname) as _name,
            format('%I.%I', pn.nspname, p.prsname) as "parser",
            (select string_agg(g.token || ': ' || g.dictionaries, '; ' order by g.token) from (
                select t.alias as token,
                    string_agg(m.mapdict::regdictionary::text, ', ' order by m.mapseqno) as dictionaries
                from pg_ts_config_map m join ts_token_type(c.cfgparser) t on t.tokid = m.maptokentype
                where m.mapcfg = c.oid group by t.alias) g) as "mappings",
            quote_ident(pg_get_userbyid(c.cfgowner)) as "owner",
            format('CREATE TEXT SEARCH CONFIGURATION %I.%I (PARSER = %I.%I)', n.nspname, c.cfgname, pn.nspname,
                p.prsname) as _statement
        from pg_ts_config c join pg_namespace n on n.oid = c.cfgnamespace
        join pg_ts_parser p on p.oid = c.cfgparser join pg_namespace pn on pn.oid = p.prsnamespace
        where @user(n) and @own(pg_ts_config, c)
        """);

    private TextSearch() {}
}
