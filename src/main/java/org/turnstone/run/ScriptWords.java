package org.turnstone.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.turnstone.sql.Lexer;
import org.turnstone.sql.Splitter;
import org.turnstone.sql.Token;

/** What a script says of roles, extensions and the whole server, found without running it. */
final class ScriptWords {
    /** What belongs to the whole server, whichever database one is in. */
    private static final Set<String> SHARED =
            Set.of("role", "user", "group", "database", "tablespace", "subscription", "system");

    private static final Set<String> CHANGING = Set.of("create", "alter", "drop");
    private static final Set<String> ON_SHARED = Set.of("comment", "security");

    /** Where a role's name may stand and none is meant. */
    private static final Set<String> NO_ROLES = Set.of(
            "public",
            "current_user",
            "session_user",
            "current_role",
            "none",
            "default",
            "group",
            "pg_database_owner",
            "pg_read_all_data",
            "pg_write_all_data",
            "pg_monitor");

    private static final Set<String> LIST_ENDS =
            Set.of("with", "granted", "using", "cascade", "restrict", "grant", "revoke", "in", "for", "as");

    /** A word as the catalog has it, or a mark; {@code quoted} words are never grammar. */
    private record Word(String text, boolean quoted) {
        boolean is(String keyword) {
            return !quoted && text.equals(keyword);
        }
    }

    private final Set<String> roles = new LinkedHashSet<>();
    private final Set<String> madeRoles = new LinkedHashSet<>();
    private final Set<String> extensions = new LinkedHashSet<>();
    private String serverWide;

    private ScriptWords() {}

    static ScriptWords of(String script) {
        ScriptWords found = new ScriptWords();
        for (var statement : Splitter.split(script).statements()) {
            found.read(words(statement.text(script), true));
        }
        return found;
    }

    /** Roles that must be there before it runs. */
    Set<String> roles() {
        return roles;
    }

    /** Roles it makes. */
    Set<String> madeRoles() {
        return madeRoles;
    }

    /** Extensions it makes. */
    Set<String> extensions() {
        return extensions;
    }

    /** The beginning of a statement that would change more than its own database, or null. */
    String serverWide() {
        return serverWide;
    }

    private static List<Word> words(String sql, boolean bodies) {
        List<Word> words = new ArrayList<>();
        Lexer lexer = new Lexer(sql);
        for (Token token = lexer.next(); token != null; token = lexer.next()) {
            String text = sql.substring(token.start(), token.end());
            switch (token.kind()) {
                case KEYWORD, IDENTIFIER -> words.add(new Word(text.toLowerCase(Locale.ROOT), false));
                case QUOTED_IDENTIFIER -> words.add(new Word(unquoted(text), true));
                case PUNCTUATION -> words.add(new Word(text, false));
                case DOLLAR_STRING -> {
                    if (bodies) {
                        words.add(new Word(";", false));
                        words.addAll(words(body(text), false));
                    }
                }
                case SEMICOLON -> words.add(new Word(";", false));
                case STRING -> {
                    // A body runs what it puts together from strings.
                    if (!bodies) {
                        words.add(new Word(";", false));
                        words.addAll(words(text.substring(text.indexOf('\'') + 1, text.length() - 1), true));
                    }
                }
                default -> {}
            }
        }
        return words;
    }

    private static String unquoted(String text) {
        return text.substring(text.indexOf('"') + 1, Math.max(1, text.length() - 1))
                .replace("\"\"", "\"");
    }

    private static String body(String dollarQuoted) {
        int tag = dollarQuoted.indexOf('$', 1) + 1;
        return dollarQuoted.substring(tag, Math.max(tag, dollarQuoted.length() - tag));
    }

    private void read(List<Word> words) {
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            Word next = at(words, i + 1);
            if (CHANGING.contains(word.text) && !word.quoted && SHARED.contains(next.text) && !next.quoted) {
                changed(words, i);
            } else if (word.is("extension") && at(words, i - 1).is("create")) {
                extensions.add(nameAfter(words, i + 1));
            } else if (word.is("grant") || word.is("revoke")) {
                granted(words, i);
            } else if (word.is("owner") && next.is("to")) {
                role(at(words, i + 2));
            } else if (word.is("authorization")
                    || word.is("role") && at(words, i - 1).is("set")) {
                role(next);
            } else if (word.is("for")
                    && (next.is("role") || next.is("user"))
                    && !at(words, i + 2).is("mapping")) {
                roles(words, i + 2);
            } else if (word.is("policy")
                    && (at(words, i - 1).is("create") || at(words, i - 1).is("alter"))) {
                policy(words, i);
            } else if (ON_SHARED.contains(word.text)
                    && !word.quoted
                    && (at(words, i + 2).is("role") || at(words, i + 2).is("database"))
                    && next.is("on")) {
                serverWide(words, i);
            } else if ((word.is("reassign") || word.is("drop")) && next.is("owned")) {
                serverWide(words, i);
            }
        }
    }

    private void changed(List<Word> words, int i) {
        if (at(words, i + 2).is("mapping")) {
            return;
        }
        serverWide(words, i);
        boolean aRole = Set.of("role", "user", "group").contains(at(words, i + 1).text);
        if (aRole && at(words, i).is("create")) {
            madeRoles.add(nameAfter(words, i + 2));
        } else if (aRole && at(words, i).is("alter")) {
            role(at(words, i + 2));
        }
    }

    /** On something to somebody, or a role to a role, which is the whole server's business. */
    private void granted(List<Word> words, int i) {
        boolean on = false;
        int to = -1;
        for (int j = i + 1; j < words.size() && !words.get(j).is(";"); j++) {
            on |= words.get(j).is("on");
            if (to < 0 && (words.get(j).is("to") || words.get(j).is("from"))) {
                to = j;
            }
        }
        if (to < 0) {
            return;
        }
        // ALTER DEFAULT PRIVILEGES … GRANT always has its ON; GRANT OPTION FOR has it, too.
        if (!on) {
            serverWide(words, i);
            roles(words, i + 1);
        }
        roles(words, to + 1);
    }

    private void policy(List<Word> words, int i) {
        for (int j = i + 1;
                j < words.size() && !words.get(j).is(";") && !words.get(j).is("using");
                j++) {
            if (words.get(j).is("to") && !at(words, j - 1).is("rename")) {
                roles(words, j + 1);
                return;
            }
        }
    }

    private void roles(List<Word> words, int from) {
        for (int j = from; j < words.size(); j++) {
            Word word = words.get(j);
            if (word.is(";") || word.is("to") || word.is("from") || !word.quoted && LIST_ENDS.contains(word.text)) {
                return;
            }
            if (!word.is(",")) {
                role(word);
            }
        }
    }

    private void role(Word word) {
        boolean name = !word.text.isEmpty() && (word.quoted || Character.isUnicodeIdentifierStart(word.text.charAt(0)));
        if (name && !NO_ROLES.contains(word.text) && !word.text.startsWith("pg_")) {
            roles.add(word.text);
        }
    }

    private void serverWide(List<Word> words, int i) {
        if (serverWide == null) {
            List<String> said = new ArrayList<>();
            for (int j = i; j < words.size() && j < i + 4 && !words.get(j).is(";"); j++) {
                said.add(
                        words.get(j).quoted
                                ? words.get(j).text
                                : words.get(j).text.toUpperCase(Locale.ROOT));
            }
            serverWide = String.join(" ", said);
        }
    }

    private static String nameAfter(List<Word> words, int i) {
        int at = i;
        while (at(words, at).is("if")
                || at(words, at).is("not")
                || at(words, at).is("exists")) {
            at++;
        }
        return at(words, at).text;
    }

    private static Word at(List<Word> words, int i) {
        return i < 0 || i >= words.size() ? new Word("", false) : words.get(i);
    }
}
