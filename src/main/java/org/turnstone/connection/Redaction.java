package org.turnstone.connection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes passwords out of a text, in every spelling they may have there. Drivers and servers repeat pieces of addresses
 * in their messages, so every foreign message passes through here before anybody sees it. A password that could as well
 * be a word, such as {@code app}, is only taken out of the places where passwords stand: anywhere else a mask would spoil
 * names and sentences, and tell which word it is.
 */
public final class Redaction {
    /** For places that know no password: still hides what stands between {@code ://user:} and the last {@code @}. */
    public static final Redaction NONE = new Redaction(List.of(), List.of(), List.of());

    private static final String MASK = "••••";

    /**
     * One slash, too: Java's file names make {@code ://} to {@code :/}. The address in our own help is not one.
     */
    private static final Pattern USER_INFO =
            Pattern.compile("([A-Za-z]:/{1,2}(?!user:password@host:5432/database)[^:/@\\s'\"]*:)[^\\r\\n]*@");

    /** From the start of the word on: tried at each of its letters, a word of megabytes would take for ever. */
    private static final Pattern SETTING = Pattern.compile(
            "(?i)((?<![A-Z_])[A-Z_]*pass(?:word|wd)?|pwd|psw)(\\s*=\\s*)('(?:\\\\.|[^'\\\\])*'|\"(?:\\\\.|[^\"\\\\])*\"|[^&;\\s'\"]+)");

    /**
     * The literal after PASSWORD in CREATE and ALTER ROLE and in USER MAPPING options; with its quotes doubled where
     * the statement is itself a literal.
     */
    private static final Pattern LITERAL = Pattern.compile(
            "(?i)(\\bpassword\\s+)(''[^']+''|e?'(?:[^'\\\\]|''|\\\\.)*'|\\$(\\w*)\\$.*?\\$\\3\\$)", Pattern.DOTALL);

    private final List<String> anywhere;
    private final List<Pattern> quoted;
    private final List<Pattern> pieces;

    private Redaction(List<String> anywhere, List<Pattern> quoted, List<Pattern> pieces) {
        // The longest first, or a shorter spelling would leave the rest of a longer one standing.
        this.anywhere = anywhere.stream()
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        this.quoted = List.copyOf(quoted);
        this.pieces = List.copyOf(pieces);
    }

    /** Hides this password; null hides none in particular. */
    public static Redaction of(Secret secret) {
        return secret == null ? NONE : of(List.of(secret));
    }

    /** Hides everything secret in an address. */
    public static Redaction of(Address address) {
        return of(address.secrets());
    }

    /** Hides all of these. */
    public static Redaction of(Collection<Secret> secrets) {
        List<String> anywhere = new ArrayList<>();
        List<Pattern> quoted = new ArrayList<>();
        List<Pattern> pieces = new ArrayList<>();
        for (Secret secret : secrets) {
            for (String spelling : SecretSpellings.of(secret.reveal())) {
                if (SecretSpellings.isUnmistakable(spelling)) {
                    anywhere.add(spelling);
                } else if (!SecretSpellings.isName(spelling)) {
                    quoted.add(inQuotes(spelling));
                }
            }
            SecretSpellings.pieces(secret.reveal()).forEach(piece -> pieces.addAll(patterns(piece)));
        }
        return anywhere.isEmpty() && quoted.isEmpty() && pieces.isEmpty()
                ? NONE
                : new Redaction(anywhere, quoted, pieces);
    }

    /**
     * Hides a text wherever it is, however short: for what a program says of itself, where hiding too much does not
     * matter.
     */
    public static Redaction strict(Secret secret) {
        return new Redaction(List.copyOf(SecretSpellings.of(secret.reveal())), List.of(), List.of());
    }

    /** Hides these as well, which a project fills into its scripts: also short ones where they are a whole literal. */
    Redaction withFilledIn(Collection<Secret> secrets) {
        Redaction others = of(secrets);
        List<String> all = new ArrayList<>(anywhere);
        all.addAll(others.anywhere);
        secrets.stream()
                .map(Secret::reveal)
                .filter(value -> !value.isEmpty() && !SecretSpellings.isUnmistakable(value))
                .flatMap(value -> List.of("'" + value.replace("'", "''") + "'", "\"" + value + "\"").stream())
                .forEach(all::add);
        List<Pattern> allQuoted = new ArrayList<>(quoted);
        allQuoted.addAll(others.quoted);
        List<Pattern> allPieces = new ArrayList<>(pieces);
        allPieces.addAll(others.pieces);
        return new Redaction(all, allQuoted, allPieces);
    }

    private static Pattern inQuotes(String spelling) {
        return Pattern.compile("(?<=[\"'`„“«])" + Pattern.quote(spelling) + "(?=[\"'`“”»])");
    }

    /**
     * A piece only where it stands by itself: "word" is one of pass/word, but not in every "password". One that may be
     * a word only beside what stands beside it in the password.
     */
    private static List<Pattern> patterns(SecretSpellings.Piece piece) {
        List<Pattern> patterns = new ArrayList<>();
        for (String spelling : new LinkedHashSet<>(List.of(piece.text(), PercentEncoding.encode(piece.text())))) {
            String text = Pattern.quote(spelling);
            String begins = "(?<![\\p{L}\\p{N}])";
            String ends = "(?![\\p{L}\\p{N}])";
            if (!piece.isWord()) {
                patterns.add(Pattern.compile(begins + text + ends));
                continue;
            }
            if (piece.before() != null) {
                patterns.add(Pattern.compile("(?<=" + Pattern.quote(piece.before()) + ")" + text + ends));
            }
            if (piece.after() != null) {
                patterns.add(Pattern.compile(begins + text + "(?=" + Pattern.quote(piece.after()) + ")"));
            }
        }
        return patterns;
    }

    /** Whether one of the words is there that {@link #SETTING} and {@link #LITERAL} begin with. */
    private static boolean namesPassword(String text) {
        for (int i = text.length() - 3; i >= 0; i--) {
            char c = text.charAt(i);
            if ((c == 'p' || c == 'P')
                    && (text.regionMatches(true, i, "pass", 0, 4)
                            || text.regionMatches(true, i, "pwd", 0, 3)
                            || text.regionMatches(true, i, "psw", 0, 3))) {
                return true;
            }
        }
        return false;
    }

    /** A message without the passwords; null stays null. */
    public String apply(String text) {
        String result = inStatement(text);
        if (result == null) {
            return null;
        }
        for (Pattern whole : quoted) {
            result = whole.matcher(result).replaceAll(MASK);
        }
        for (Pattern piece : pieces) {
            result = piece.matcher(result).replaceAll(MASK);
        }
        return result;
    }

    /** A script's own words without the passwords, where nothing is a piece of an address; null stays null. */
    public String inStatement(String sql) {
        if (sql == null) {
            return null;
        }
        String result = sql;
        for (String spelling : anywhere) {
            result = result.replace(spelling, MASK);
        }
        // A script of hundreds of thousands of statements passes through here, and few hold any of this.
        if (result.contains(":/")) {
            result = USER_INFO.matcher(result).replaceAll("$1" + MASK + "@");
        }
        if (namesPassword(result)) {
            if (result.indexOf('=') >= 0) {
                result = SETTING.matcher(result).replaceAll("$1$2" + MASK);
            }
            result = LITERAL.matcher(result).replaceAll("$1'" + MASK + "'");
        }
        return result;
    }
}
