package org.turnstone.sql;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads one statement for its {@link StatementTraits}. It trusts the grammar: the server judges what is well formed. */
final class StatementReader {
    private static final Set<String> FALSE = Set.of("false", "f", "no", "n", "off", "0");

    private final CodeReader code;
    private final Set<String> creates = new LinkedHashSet<>();
    private String tag = "";
    private String outsideOnly;
    private boolean controlsTransaction;
    private boolean copiesFromStdin;
    private boolean concurrentIndex;
    private String indexName;
    private String addsEnumValue;

    StatementReader(CharSequence sql) {
        this.code = new CodeReader(sql);
        while (code.at('(')) {
            code.advance();
        }
        String verb = code.word();
        tag = verb.toUpperCase(Locale.ROOT);
        command(verb);
    }

    StatementTraits traits() {
        return new StatementTraits(
                tag,
                outsideOnly,
                controlsTransaction,
                copiesFromStdin,
                creates,
                concurrentIndex,
                indexName,
                addsEnumValue);
    }

    private void command(String verb) {
        switch (verb) {
            case "create" -> create();
            case "alter" -> alter();
            case "drop" -> drop();
            case "select" -> select();
            case "with" -> with();
            case "copy" -> copy();
            case "vacuum" -> outside("VACUUM");
            case "reindex" -> reindex();
            case "cluster" -> cluster();
            case "begin", "start", "commit", "end", "rollback", "abort", "prepare" -> transaction(verb);
            case "discard" -> {
                extend();
                if (tag.equals("DISCARD ALL")) {
                    outside(tag);
                }
            }
            default -> nameInFull(verb);
        }
    }

    // The server's own command tags, where they are more than the first word.
    private void nameInFull(String verb) {
        switch (verb) {
            case "refresh" -> tag = "REFRESH MATERIALIZED VIEW";
            case "truncate" -> tag = "TRUNCATE TABLE";
            case "lock" -> tag = "LOCK TABLE";
            case "import" -> tag = "IMPORT FOREIGN SCHEMA";
            case "security" -> tag = "SECURITY LABEL";
            case "reassign" -> tag = "REASSIGN OWNED";
            case "declare" -> tag = "DECLARE CURSOR";
            case "close" -> tag = "CLOSE CURSOR";
            case "analyse" -> tag = "ANALYZE";
            case "set" -> tag = code.at("constraints") ? "SET CONSTRAINTS" : "SET";
            default -> {}
        }
    }

    private void extend() {
        tag = tag + " " + code.word().toUpperCase(Locale.ROOT);
    }

    private void outside(String what) {
        outsideOnly = what + " cannot run inside a transaction";
    }

    private void creates(String name) {
        if (name != null) {
            creates.add(name);
        }
    }

    // The kind of object, as many words as it has.
    private String object() {
        String first = code.word();
        String rest = switch (first) {
            case "access", "event", "materialized", "large", "default", "text" -> code.word();
            case "foreign" -> code.at("data") ? code.word() + " " + code.word() : code.word();
            case "operator" -> code.atAny("class", "family") ? code.word() : "";
            case "user" -> code.at("mapping") ? code.word() : "";
            default -> "";
        };
        if (first.equals("text")) {
            rest += " " + code.word();
        }
        return (first + " " + rest).strip().toUpperCase(Locale.ROOT);
    }

    private void create() {
        if (code.take("or")) {
            code.take("replace");
        }
        while (code.takeAny(
                "temp",
                "temporary",
                "global",
                "local",
                "unlogged",
                "unique",
                "recursive",
                "trusted",
                "procedural",
                "default",
                "constraint")) {
            // None of these changes what is created.
        }
        String object = object();
        tag = "CREATE " + object;
        switch (object) {
            case "INDEX" -> createIndex();
            case "TABLE", "FOREIGN TABLE" -> createTable();
            case "SCHEMA" -> createSchema();
            case "SUBSCRIPTION" -> createSubscription();
            case "DATABASE", "TABLESPACE" -> {
                creates(code.name());
                outside(tag);
            }
            case "CAST", "TRANSFORM", "OPERATOR", "USER MAPPING" -> {}
            default -> {
                code.skipIfExists();
                if (!code.at("on") && !code.at("for")) {
                    creates(code.name());
                }
            }
        }
    }

    private void createIndex() {
        if (code.take("concurrently")) {
            concurrentIndex = true;
            outside("CREATE INDEX CONCURRENTLY");
        }
        code.skipIfExists();
        if (!code.at("on")) {
            indexName = code.name();
            creates(indexName);
        }
    }

    private void createTable() {
        code.skipIfExists();
        creates(code.name());
        int depth = 0;
        while (!code.atEnd()) {
            if (depth == 0 && code.at("create")) {
                return;
            }
            if (depth == 0 && code.take("as")) {
                tag = "CREATE TABLE AS";
                return;
            }
            if (code.take("constraint")) {
                creates(code.name());
            } else {
                depth += code.at('(') ? 1 : code.at(')') ? -1 : 0;
                code.advance();
            }
        }
    }

    // Other CREATEs may be part of it, but not one of its own kind.
    private void createSchema() {
        code.skipIfExists();
        String name = code.at("authorization") ? null : code.name();
        if (code.take("authorization")) {
            String role = code.name();
            name = name == null ? role : name;
        }
        creates(name);
        while (!code.atEnd()) {
            if (code.take("create") && !code.at("schema")) {
                create();
            } else {
                code.skip();
            }
        }
        tag = "CREATE SCHEMA";
        indexName = null;
    }

    private void createSubscription() {
        creates(code.name());
        Map<String, String> options = optionsAhead();
        // Both default to true, and connecting is what makes the slot.
        if (!isFalse(options, "connect") && !isFalse(options, "create_slot")) {
            outside("CREATE SUBSCRIPTION");
        }
    }

    private static boolean isFalse(Map<String, String> options, String option) {
        return FALSE.contains(options.getOrDefault(option, "true"));
    }

    private Map<String, String> optionsAhead() {
        while (!code.atEnd() && !code.at('(')) {
            code.advance();
        }
        return code.options();
    }

    private void alter() {
        String object = object();
        tag = "ALTER " + object;
        switch (object) {
            case "SYSTEM" -> outside(tag);
            case "DATABASE" -> {
                code.name();
                if (code.take("set") && code.at("tablespace")) {
                    outside("ALTER DATABASE SET TABLESPACE");
                }
            }
            case "SUBSCRIPTION" -> alterSubscription();
            case "TABLE", "FOREIGN TABLE", "DOMAIN" -> alterTable();
            case "TYPE" -> {
                code.name();
                if (code.take("add") && code.take("value")) {
                    code.skipIfExists();
                    addsEnumValue = code.string();
                }
            }
            default -> {}
        }
    }

    private void alterSubscription() {
        code.name();
        String action = code.word();
        if (action.equals("refresh")) {
            outside("ALTER SUBSCRIPTION REFRESH PUBLICATION");
        } else if (code.take("publication")) {
            if (!isFalse(optionsAhead(), "refresh")) {
                outside("ALTER SUBSCRIPTION " + action.toUpperCase(Locale.ROOT) + " PUBLICATION with refresh");
            }
        } else if (action.equals("set")) {
            // Both change the slot on the publisher.
            Map<String, String> options = code.options();
            if (options.containsKey("failover") || options.containsKey("two_phase")) {
                outside("ALTER SUBSCRIPTION SET of failover or two_phase");
            }
        }
    }

    private void alterTable() {
        code.skipIfExists();
        code.take("only");
        code.name();
        if (code.at('*')) {
            code.advance();
        }
        while (!code.atEnd()) {
            alterTableAction();
            if (code.at(',')) {
                code.advance();
            }
        }
    }

    private void alterTableAction() {
        boolean adds = code.at("add");
        if (code.take("detach") && code.take("partition")) {
            code.name();
            if (code.at("concurrently")) {
                outside("ALTER TABLE DETACH PARTITION CONCURRENTLY");
            }
        }
        while (!code.atEnd() && !code.at(',')) {
            if (adds && code.take("constraint")) {
                creates(code.name());
            } else {
                code.skip();
            }
        }
    }

    private void drop() {
        String object = object();
        tag = "DROP " + object;
        switch (object) {
            case "INDEX" -> {
                if (code.at("concurrently")) {
                    outside("DROP INDEX CONCURRENTLY");
                }
            }
            case "DATABASE", "TABLESPACE" -> outside(tag);
            case "SUBSCRIPTION" -> outside("DROP SUBSCRIPTION with a replication slot");
            default -> {}
        }
    }

    private void reindex() {
        Map<String, String> options = code.options();
        code.take("verbose");
        String what = code.word();
        boolean concurrently = options.containsKey("concurrently") && !isFalse(options, "concurrently");
        if (concurrently || code.at("concurrently")) {
            outside("REINDEX CONCURRENTLY");
        } else if (what.equals("schema") || what.equals("database") || what.equals("system")) {
            outside("REINDEX " + what.toUpperCase(Locale.ROOT));
        }
    }

    private void cluster() {
        code.options();
        code.take("verbose");
        if (code.atEnd()) {
            outside("CLUSTER without a table");
        }
    }

    private void transaction(String verb) {
        if (code.at("prepared") || verb.equals("prepare") && code.at("transaction")) {
            extend();
            outside(tag);
        } else if (verb.equals("prepare")) {
            return;
        } else if (verb.equals("start")) {
            extend();
        } else if (verb.equals("rollback")) {
            code.takeAny("work", "transaction");
            if (code.at("to")) {
                tag = "ROLLBACK TO SAVEPOINT";
                return;
            }
        }
        controlsTransaction = true;
    }

    private void copy() {
        code.take("binary");
        if (code.at('(')) {
            return;
        }
        code.name();
        if (code.at('(')) {
            code.skip();
        }
        copiesFromStdin = code.take("from") && code.atAny("stdin", "stdout");
    }

    private void select() {
        while (!code.atEnd() && !code.at("from")) {
            if (code.take("into")) {
                tag = "SELECT INTO";
                code.takeAny("temp", "temporary", "unlogged");
                code.take("table");
                creates(code.name());
                return;
            }
            // After AS even INTO is a name.
            code.take("as");
            code.skip();
        }
    }

    // The tag is that of the statement the queries in parentheses are for.
    private void with() {
        while (!code.atEnd()) {
            String verb = code.atAny("select", "insert", "update", "delete", "merge", "values") ? code.word() : "";
            boolean queryName = code.at("as") || code.at('(') && !verb.equals("select") && !verb.equals("values");
            if (verb.isEmpty()) {
                code.skip();
            } else if (!queryName) {
                tag = verb.toUpperCase(Locale.ROOT);
                command(verb);
                return;
            }
        }
    }
}
