package org.turnstone.sql;

/**
 * The words PostgreSQL 18's grammar knows, and the further ones of PL/pgSQL, found in place: a script of many megabytes
 * must not cost a string per word.
 */
final class Keywords {
    private static final Keywords SQL = new Keywords("""
        abort absent absolute access action add admin after aggregate all also alter always analyse analyze and
        any array as asc asensitive assertion assignment asymmetric at atomic attach attribute authorization
        backward before begin between bigint binary bit boolean both breadth by cache call called cascade
        cascaded case cast catalog chain char character characteristics check checkpoint class close cluster
        coalesce collate collation column columns comment comments commit committed compression concurrently
        conditional configuration conflict connection constraint constraints content continue conversion copy
        cost create cross csv cube current current_catalog current_date current_role current_schema
        current_time current_timestamp current_user cursor cycle data database day deallocate dec decimal
        declare default defaults deferrable deferred definer delete delimiter delimiters depends depth desc
        detach dictionary disable discard distinct do document domain double drop each else empty enable
        encoding encrypted end enforced enum error escape event except exclude excluding exclusive execute
        exists explain expression extension external extract false family fetch filter finalize first float
        following for force foreign format forward freeze from full function functions generated global grant
        granted greatest group grouping groups handler having header hold hour identity if ilike immediate
        immutable implicit import in include including increment indent index indexes inherit inherits
        initially inline inner inout input insensitive insert instead int integer intersect interval into
        invoker is isnull isolation join json json_array json_arrayagg json_exists json_object json_objectagg
        json_query json_scalar json_serialize json_table json_value keep key keys label language large last
        lateral leading leakproof least left level like limit listen load local localtime localtimestamp
        location lock locked logged mapping match matched materialized maxvalue merge merge_action method
        minute minvalue mode month move name names national natural nchar nested new next nfc nfd nfkc nfkd no
        none normalize normalized not nothing notify notnull nowait null nullif nulls numeric object objects of
        off offset oids old omit on only operator option options or order ordinality others out outer over
        overlaps overlay overriding owned owner parallel parameter parser partial partition passing password
        path period placing plan plans policy position preceding precision prepare prepared preserve primary
        prior privileges procedural procedure procedures program publication quote quotes range read real
        reassign recursive ref references referencing refresh reindex relative release rename repeatable
        replace replica reset restart restrict return returning returns revoke right role rollback rollup
        routine routines row rows rule savepoint scalar schema schemas scroll search second security select
        sequence sequences serializable server session session_user set setof sets share show similar simple
        skip smallint snapshot some source sql stable standalone start statement statistics stdin stdout
        storage stored strict string strip subscription substring support symmetric sysid system system_user
        table tables tablesample tablespace target temp template temporary text then ties time timestamp to
        trailing transaction transform treat trigger trim true truncate trusted type types uescape unbounded
        uncommitted unconditional unencrypted union unique unknown unlisten unlogged until update user using
        vacuum valid validate validator value values varchar variadic varying verbose version view views
        virtual volatile when where whitespace window with within without work wrapper write xml xmlattributes
        xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable
        year yes zone\
        """);

    private static final Keywords PLPGSQL = new Keywords("""
        alias assert constant current datatype debug diagnostics dump elseif elsif errcode error exception exit foreach
        get hint if info log loop message message_text notice open perform pg_context pg_datatype_name
        pg_exception_context pg_exception_detail pg_exception_hint pg_routine_oid print_strict_params query
        raise result_oid return returned_sqlstate reverse row_count rowtype slice sqlstate stacked strict
        use_column use_variable variable_conflict warning while column_name constraint_name schema_name
        table_name\
        """);

    /** SQL's, in alphabetical order. */
    static java.util.List<String> all() {
        return java.util.Arrays.stream(SQL.table)
                .filter(java.util.Objects::nonNull)
                .sorted()
                .toList();
    }

    // Open addressing, at most a quarter full.
    private final String[] table = new String[4096];

    private Keywords(String words) {
        for (String word : words.split("\\s+")) {
            int slot = hash(word, 0, word.length());
            while (table[slot] != null) {
                slot = slot + 1 & table.length - 1;
            }
            table[slot] = word;
        }
    }

    /** The key word there, in lower case, or null. */
    static String sql(CharSequence text, int start, int end) {
        return SQL.find(text, start, end);
    }

    /** The word PL/pgSQL adds to SQL's there, in lower case, or null. */
    static String plpgsql(CharSequence text, int start, int end) {
        return PLPGSQL.find(text, start, end);
    }

    private String find(CharSequence text, int start, int end) {
        int slot = hash(text, start, end);
        while (table[slot] != null) {
            if (Characters.isWord(text, start, end, table[slot])) {
                return table[slot];
            }
            slot = slot + 1 & table.length - 1;
        }
        return null;
    }

    private int hash(CharSequence text, int start, int end) {
        int hash = end - start;
        for (int i = start; i < end; i++) {
            hash = hash * 31 + Characters.folded(text.charAt(i));
        }
        return (hash ^ hash >>> 12) & table.length - 1;
    }
}
