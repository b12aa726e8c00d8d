package org.turnstone.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.turnstone.connection.Session;
import org.turnstone.format.Migration;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.ProjectSettings;
import org.turnstone.format.ScriptText;

/** What scripts expect to be there and a scratch database lacks, and what to write about it in turnstone.toml. */
final class ScratchLacks {
    private static final Pattern ROLE = Pattern.compile("role \"(.*)\" does not exist");
    private static final Pattern SCHEMA = Pattern.compile("schema \"(.*)\" does not exist");
    private static final Pattern EXTENSION =
            Pattern.compile("extension \"(.*)\" is not available|extension control file \".*/(.*)\\.control\"");
    private static final Pattern MISSING =
            Pattern.compile("(?:type|function|operator class|text search dictionary) \"?([\\w.]+)\"?.* does not exist");
    private static final Pattern NO_CLASS =
            Pattern.compile("has no default operator class for access method \"(gist|gin)\"");

    /** What well-known extensions bring along, in small letters. */
    private static final Map<String, Set<String>> BROUGHT = Map.ofEntries(
            Map.entry("citext", Set.of("citext")),
            Map.entry("hstore", Set.of("hstore")),
            Map.entry("ltree", Set.of("ltree", "lquery", "ltxtquery")),
            Map.entry("cube", Set.of("cube")),
            Map.entry("isn", Set.of("isbn", "isbn13", "issn", "ean13", "upc")),
            Map.entry("vector", Set.of("vector", "halfvec", "sparsevec", "vector_cosine_ops", "vector_l2_ops")),
            Map.entry("postgis", Set.of("geometry", "geography", "st_makepoint", "st_setsrid", "addgeometrycolumn")),
            Map.entry(
                    "uuid-ossp",
                    Set.of("uuid_generate_v1", "uuid_generate_v1mc", "uuid_generate_v4", "uuid_generate_v5")),
            Map.entry(
                    "pgcrypto",
                    Set.of(
                            "crypt",
                            "gen_salt",
                            "digest",
                            "hmac",
                            "pgp_sym_encrypt",
                            "pgp_sym_decrypt",
                            "gen_random_bytes")),
            Map.entry("pg_trgm", Set.of("similarity", "word_similarity", "gin_trgm_ops", "gist_trgm_ops", "show_trgm")),
            Map.entry("unaccent", Set.of("unaccent")),
            Map.entry("intarray", Set.of("gin__int_ops", "gist__int_ops")),
            Map.entry("fuzzystrmatch", Set.of("levenshtein", "soundex", "metaphone", "dmetaphone")),
            Map.entry("tablefunc", Set.of("crosstab", "connectby")),
            Map.entry("earthdistance", Set.of("ll_to_earth", "earth_distance", "earth_box")));

    private ScratchLacks() {}

    static List<String> roles(Session session) throws SQLException {
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery("select rolname from pg_catalog.pg_roles")) {
            List<String> roles = new ArrayList<>();
            while (row.next()) {
                roles.add(row.getString(1));
            }
            return roles;
        }
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** What to do where an extension's files are not on the server at all. */
    static Optional<String> hintForExtension(SQLException e, ScratchPlace place) {
        return hintForExtension(String.valueOf(e.getMessage()), place);
    }

    private static Optional<String> hintForExtension(String message, ScratchPlace place) {
        Matcher extension = EXTENSION.matcher(message);
        if (!extension.find()) {
            return Optional.empty();
        }
        String name = extension.group(1) == null ? extension.group(2) : extension.group(1);
        return Optional.of("This PostgreSQL has no extension " + name + ". Test with "
                + (place == ScratchPlace.BUILT_IN ? "--postgres installed where it is installed, or with " : "")
                + "--postgres target, whose server has it.");
    }

    /** What this failure says is missing, as advice; nothing when it speaks of something else. */
    static List<String> advice(StatementError error, Project project, Session watch, ScratchPlace place)
            throws SQLException, ProjectProblem {
        if (error == null || error.message() == null) {
            return List.of();
        }
        String message = error.message();
        Optional<String> unavailable = hintForExtension(message, place);
        if (unavailable.isPresent()) {
            return List.of(unavailable.get());
        }
        Matcher role = ROLE.matcher(message);
        if (role.find() && place != ScratchPlace.TARGET) {
            Set<String> lacking = lackingRoles(project, watch);
            lacking.add(role.group(1));
            return List.of("The scripts expect " + (lacking.size() == 1 ? "a role" : "roles")
                    + " that a scratch database has not. Add to " + settings("roles", lacking.stream()));
        }
        Matcher schema = SCHEMA.matcher(message);
        if (schema.find()) {
            return List.of("The scripts expect a schema that a scratch database has not. Add to "
                    + settings("setup", Stream.of("create schema " + quoted(schema.group(1)))));
        }
        return extensionOf(message)
                .map(name -> List.of("That comes with the extension " + name + ", which no script creates. Add to "
                        + settings("extensions", Stream.of(name))))
                .orElse(List.of());
    }

    private static Optional<String> extensionOf(String message) {
        Matcher noClass = NO_CLASS.matcher(message);
        if (noClass.find()) {
            return Optional.of("btree_" + noClass.group(1));
        }
        Matcher missing = MISSING.matcher(message);
        if (!missing.find()) {
            return Optional.empty();
        }
        String name = missing.group(1).toLowerCase(java.util.Locale.ROOT);
        String bare = name.substring(name.lastIndexOf('.') + 1);
        return BROUGHT.entrySet().stream()
                .filter(e -> e.getValue().contains(bare))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static String settings(String key, Stream<String> values) {
        return ProjectSettings.FILE + ": [scratch] " + key + " = ["
                + values.map(v -> '"' + v.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                        .collect(Collectors.joining(", "))
                + "]";
    }

    /** Those that any script names, none makes, and nobody has made. */
    private static Set<String> lackingRoles(Project project, Session watch) throws SQLException, ProjectProblem {
        Set<String> named = new LinkedHashSet<>();
        Set<String> there = new LinkedHashSet<>(roles(watch));
        for (Migration migration : project.migrations()) {
            String name = migration.script().getFileName().toString();
            if (name.endsWith(".sql")) {
                ScriptWords words =
                        ScriptWords.of(ScriptText.read(name, migration.script()).text());
                named.addAll(words.roles());
                there.addAll(words.madeRoles());
            }
        }
        named.removeAll(there);
        return named;
    }
}
