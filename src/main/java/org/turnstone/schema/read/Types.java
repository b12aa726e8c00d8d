package org.turnstone.schema.read;

import java.sql.SQLException;

/** Enums, composite types, domains, ranges, base types and shells. */
final class Types extends CatalogQuery {
    @Override
    String topic() {
        return "types";
    }

    @Override
    String sql() {
        return """
            select t.oid as _oid, t.typrelid as _relation, t.typtype::text as _typtype,
                format('%I.%I', n.nspname, t.typname) as _name,
                case t.typtype when 'e' then 'enum' when 'd' then 'domain' when 'c' then 'composite type'
                    when 'r' then 'range type' when 'b' then 'base type' else 'shell type' end as _kind,
                case when t.typtype = 'e' then (select coalesce(string_agg(quote_literal(e.enumlabel), ', '
                    order by e.enumsortorder), '') from pg_enum e where e.enumtypid = t.oid) end as "labels",
                (select string_agg(e.oid::text, ' ' order by e.enumsortorder)
                    from pg_enum e where e.enumtypid = t.oid) as _labels,
                case when t.typtype = 'd' then format_type(t.typbasetype, t.typtypmod) end as "base type",
                case when t.typtype = 'd' and t.typcollation <> u.typcollation
                    then t.typcollation::regcollation::text end as "collation",
                case when t.typtype = 'd' then t.typdefault end as "default",
                case when t.typtype = 'd' and t.typnotnull then 'yes' end as "not null",
                case when t.typtype = 'r' then format_type(r.rngsubtype, null) end as "subtype",
                case when r.rngcollation <> 0 and r.rngcollation <> s.typcollation
                    then r.rngcollation::regcollation::text end as "subtype collation",
                (select format('%I.%I', on_.nspname, o.opcname) from pg_opclass o
                    join pg_namespace on_ on on_.oid = o.opcnamespace
                    where o.oid = r.rngsubopc and not o.opcdefault) as "subtype operator class",
                case when r.rngcanonical <> 0 then r.rngcanonical::regproc::text end as "canonical",
                case when r.rngsubdiff <> 0 then r.rngsubdiff::regproc::text end as "subtype difference",
                case when r.rngmultitypid <> 0 then r.rngmultitypid::regtype::text end as "multirange",
                case when t.typtype = 'b' then t.typinput::regproc::text end as "input",
                case when t.typtype = 'b' then t.typoutput::regproc::text end as "output",
                case when t.typtype = 'b' and t.typreceive <> 0 then t.typreceive::regproc::text end as "receive",
                case when t.typtype = 'b' and t.typsend <> 0 then t.typsend::regproc::text end as "send",
                case when t.typtype = 'b' and t.typmodin <> 0 then t.typmodin::regproc::text
                    end as "modifier input",
                case when t.typtype = 'b' and t.typmodout <> 0 then t.typmodout::regproc::text
                    end as "modifier output",
                case when t.typtype = 'b' and t.typanalyze <> 0 then t.typanalyze::regproc::text end as "analyze",
                case when t.typtype = 'b' and t.typsubscript <> 0 then t.typsubscript::regproc::text
                    end as "subscript",
                case when t.typtype = 'b' then case when t.typlen < 0 then 'variable' else t.typlen::text end
                    end as "length",
                case when t.typtype = 'b' and t.typbyval then 'yes' end as "passed by value",
                case when t.typtype = 'b' then case t.typalign when 'c' then 'char' when 's' then 'int2'
                    when 'd' then 'double' else 'int4' end end as "alignment",
                case when t.typtype = 'b' then case t.typstorage when 'p' then 'plain' when 'e' then 'external'
                    when 'm' then 'main' else 'extended' end end as "storage",
                case when t.typtype = 'b' then t.typcategory::text end as "category",
                case when t.typtype = 'b' and t.typispreferred then 'yes' end as "preferred",
                case when t.typtype = 'b' and t.typdelim <> ',' then t.typdelim::text end as "delimiter",
                case when t.typtype = 'b' then t.typdefault end as "default value",
                case when t.typtype = 'b' and t.typelem <> 0 then format_type(t.typelem, null) end as "element",
                case when t.typtype = 'b' and t.typcollation <> 0 then 'yes' end as "collatable",
                quote_ident(pg_get_userbyid(t.typowner)) as "owner"
            from pg_type t
            join pg_namespace n on n.oid = t.typnamespace
            left join pg_class c on c.oid = t.typrelid
            left join pg_type u on u.oid = t.typbasetype
            left join pg_range r on r.rngtypid = t.oid
            left join pg_type s on s.oid = r.rngsubtype
            where @user(n) and @own(pg_type, t)
                and (t.typtype in ('e', 'd', 'r') or t.typtype = 'c' and c.relkind = 'c'
                    or t.typtype = 'p' and not t.typisdefined
                    or t.typtype = 'b' and not exists (select from pg_type a where a.typarray = t.oid))
            """;
    }

    @Override
    void take(Row row, Gathered all) throws SQLException {
        Mark mark = new Mark(Catalog.PG_TYPE, row.oid("_oid"));
        Draft draft = all.add(mark, row.text("_kind"), row.text("_name"), null);
        row.attributesTo(draft);
        if (row.oid("_relation") != 0) {
            all.also(new Mark(Catalog.PG_CLASS, row.oid("_relation")), draft);
        }
        draft.births(row.text("_labels"));
    }
}
