package org.turnstone.sql;

import org.turnstone.sql.Nesting.Opener;

/**
 * Follows a statement word by word as far as the lexing of what comes later depends on it: which semicolons end it,
 * whether data lines follow it, whether it changes how strings are read.
 */
final class StatementProgress {
    /** What the words so far amount to. */
    private enum Head {
        START,
        OTHER,
        CREATE,
        CREATE_OR,
        CREATE_OR_REPLACE,
        /** CREATE FUNCTION or PROCEDURE: here BEGIN ATOMIC opens a block. */
        ROUTINE,
        ROUTINE_BEGIN,
        COPY,
        COPY_FROM,
        COPY_FROM_CLIENT,
        SET,
        SET_LOCAL,
        SET_STRINGS,
        SET_STRINGS_LOCAL,
        /** The next token is the value. */
        SET_STRINGS_TO,
        SET_STRINGS_LOCAL_TO,
        STRINGS_ON,
        STRINGS_OFF,
        STRINGS_LOCAL_ON,
        STRINGS_LOCAL_OFF,
        STRINGS_RESET,
        RESET,
        BEGIN,
        COMMIT,
        ROLLBACK
    }

    /** What a word may be, judged by what stands before it. */
    private enum Before {
        STATEMENT,
        /** AS or a dot: any word is a name here, END and CASE too. */
        NAME,
        /** A literal or a quoted name: what follows is not the start of an expression. */
        VALUE,
        OTHER
    }

    /** All of it, as a value. */
    record Snapshot(Head head, Before before, Nesting nesting, Copies copies, StringSetting strings) {
        static Snapshot start(boolean standardConformingStrings) {
            return new Snapshot(
                    Head.START,
                    Before.STATEMENT,
                    null,
                    Copies.NONE,
                    StringSetting.initially(standardConformingStrings));
        }

        /** Whether no statement has begun, and no data is awaited. */
        boolean isBetweenStatements() {
            return head == Head.START && nesting == null && copies.equals(Copies.NONE);
        }
    }

    /** COPYs whose data is still to come: of messages already ended, and of the one under way. */
    private record Copies(int awaited, int underWay) {
        static final Copies NONE = new Copies(0, 0);
    }

    private static final String STRINGS = "standard_conforming_strings";

    private Head head;
    private Before before;
    private Nesting nesting;
    private Copies copies;
    private StringSetting strings;

    StatementProgress(Snapshot snapshot) {
        this.head = snapshot.head;
        this.before = snapshot.before;
        this.nesting = snapshot.nesting;
        this.copies = snapshot.copies;
        this.strings = snapshot.strings;
    }

    Snapshot snapshot() {
        return new Snapshot(head, before, nesting, copies, strings);
    }

    boolean standardStrings() {
        return strings.now();
    }

    int openParentheses() {
        return Nesting.parentheses(nesting);
    }

    int openBlocks() {
        return Nesting.blocks(nesting);
    }

    /** How many COPYs wait for their data from the next line on. */
    int awaitedCopies() {
        return copies.awaited;
    }

    void copyStarted() {
        copies = new Copies(copies.awaited + 1, copies.underWay);
    }

    void copyEnded() {
        copies = new Copies(copies.awaited - 1, copies.underWay);
    }

    /** An unquoted word. {@code keyword} is the key word it is, or null. */
    void word(CharSequence text, int start, int end, String keyword) {
        if (openBlocks() > 0 && insideBlock(keyword)) {
            return;
        }
        Before was = before;
        before = "as".equals(keyword) ? Before.NAME : Before.OTHER;
        if (nesting != null && Nesting.innermost(nesting) != Opener.BLOCK) {
            return;
        }
        head = afterWord(text, start, end, keyword == null ? "" : keyword, was);
    }

    // Says whether the word opened or closed something.
    private boolean insideBlock(String keyword) {
        if ("case".equals(keyword) && before != Before.NAME && before != Before.VALUE) {
            nesting = Nesting.open(nesting, Opener.CASE);
            before = Before.OTHER;
        } else if ("end".equals(keyword) && before != Before.NAME && closesHere()) {
            nesting = Nesting.close(nesting);
            before = Before.VALUE;
        } else {
            return false;
        }
        head = Head.OTHER;
        return true;
    }

    // END ends a block only where a statement could start; anywhere else in it, it is a column's new name.
    private boolean closesHere() {
        return switch (Nesting.innermost(nesting)) {
            case CASE -> true;
            case BLOCK -> before == Before.STATEMENT;
            case PARENTHESIS -> false;
        };
    }

    private Head afterWord(CharSequence text, int start, int end, String keyword, Before was) {
        return switch (head) {
            case START -> first(keyword);
            case CREATE ->
                switch (keyword) {
                    case "or" -> Head.CREATE_OR;
                    case "function", "procedure" -> Head.ROUTINE;
                    default -> Head.OTHER;
                };
            case CREATE_OR -> keyword.equals("replace") ? Head.CREATE_OR_REPLACE : Head.OTHER;
            case CREATE_OR_REPLACE ->
                keyword.equals("function") || keyword.equals("procedure") ? Head.ROUTINE : Head.OTHER;
            case ROUTINE, ROUTINE_BEGIN -> routine(keyword);
            case COPY, COPY_FROM -> copy(keyword, was);
            case COPY_FROM_CLIENT, BEGIN, COMMIT -> head;
            case ROLLBACK -> keyword.equals("to") || keyword.equals("prepared") ? Head.OTHER : head;
            default -> setting(text, start, end, keyword);
        };
    }

    private Head first(String keyword) {
        return switch (keyword) {
            case "create" -> Head.CREATE;
            case "copy" -> Head.COPY;
            case "set" -> Head.SET;
            case "reset" -> Head.RESET;
            case "begin", "start" -> Head.BEGIN;
            case "commit", "end" -> Head.COMMIT;
            case "rollback", "abort" -> Head.ROLLBACK;
            default -> Head.OTHER;
        };
    }

    private Head routine(String keyword) {
        if (keyword.equals("atomic") && head == Head.ROUTINE_BEGIN) {
            nesting = Nesting.open(nesting, Opener.BLOCK);
            before = Before.STATEMENT;
            return Head.START;
        }
        return keyword.equals("begin") ? Head.ROUTINE_BEGIN : Head.ROUTINE;
    }

    private Head copy(String keyword, Before was) {
        if (head == Head.COPY) {
            return keyword.equals("from") && was != Before.NAME ? Head.COPY_FROM : Head.COPY;
        }
        // The grammar takes either word for "the client", whatever the direction.
        return keyword.equals("stdin") || keyword.equals("stdout") ? Head.COPY_FROM_CLIENT : Head.OTHER;
    }

    private Head setting(CharSequence text, int start, int end, String keyword) {
        boolean strings = Characters.isWord(text, start, end, STRINGS);
        return switch (head) {
            case SET ->
                switch (keyword) {
                    case "session" -> Head.SET;
                    case "local" -> Head.SET_LOCAL;
                    default -> strings ? Head.SET_STRINGS : Head.OTHER;
                };
            case SET_LOCAL -> strings ? Head.SET_STRINGS_LOCAL : Head.OTHER;
            case SET_STRINGS -> keyword.equals("to") ? Head.SET_STRINGS_TO : Head.OTHER;
            case SET_STRINGS_LOCAL -> keyword.equals("to") ? Head.SET_STRINGS_LOCAL_TO : Head.OTHER;
            case SET_STRINGS_TO, SET_STRINGS_LOCAL_TO -> value(text, start, end);
            case RESET -> strings || keyword.equals("all") ? Head.STRINGS_RESET : Head.OTHER;
            default -> Head.OTHER;
        };
    }

    // What the server's parse_bool takes: any start of a word that means only one of the two.
    private Head value(CharSequence text, int start, int end) {
        boolean local = head == Head.SET_STRINGS_LOCAL_TO;
        String value = end - start > 7
                ? ""
                : text.subSequence(start, end).toString().strip().toLowerCase(java.util.Locale.ROOT);
        if (value.equals("default")) {
            return strings.initial() ? on(local) : off(local);
        }
        if (isStartOf(value, "true", 1) || isStartOf(value, "yes", 1) || value.equals("on") || value.equals("1")) {
            return on(local);
        }
        if (isStartOf(value, "false", 1)
                || isStartOf(value, "no", 1)
                || isStartOf(value, "off", 2)
                || value.equals("0")) {
            return off(local);
        }
        return Head.OTHER;
    }

    private static Head on(boolean local) {
        return local ? Head.STRINGS_LOCAL_ON : Head.STRINGS_ON;
    }

    private static Head off(boolean local) {
        return local ? Head.STRINGS_LOCAL_OFF : Head.STRINGS_OFF;
    }

    private static boolean isStartOf(String value, String word, int least) {
        return value.length() >= least && word.startsWith(value);
    }

    /** A literal's content or a number; for one that goes on after the line, what stands on the first. */
    void literal(CharSequence text, int start, int end) {
        before = Before.VALUE;
        head = switch (head) {
            case SET_STRINGS_TO, SET_STRINGS_LOCAL_TO -> value(text, start, end);
            default -> afterOther();
        };
    }

    /** A name in quotes, the quotes left off. */
    void quotedName(CharSequence text, int start, int end) {
        boolean wasSetting = (head == Head.SET || head == Head.SET_LOCAL || head == Head.RESET)
                && Characters.isWord(text, start, end, STRINGS);
        if (wasSetting) {
            head = setting(text, start, end, "");
        } else {
            literal(text, start, end);
        }
        before = Before.VALUE;
    }

    /** Any other token of code. */
    void symbol(CharSequence text, int start, int end) {
        char c = text.charAt(start);
        boolean single = end - start == 1;
        before = single && c == '.' ? Before.NAME : single && c == ']' ? Before.VALUE : Before.OTHER;
        if (single && c == '(') {
            nesting = Nesting.open(nesting, Opener.PARENTHESIS);
        } else if (single && c == ')') {
            nesting = Nesting.closeParenthesis(nesting);
        }
        if (single && c == '=' && head == Head.SET_STRINGS) {
            head = Head.SET_STRINGS_TO;
        } else if (single && c == '=' && head == Head.SET_STRINGS_LOCAL) {
            head = Head.SET_STRINGS_LOCAL_TO;
        } else {
            head = afterOther();
        }
    }

    private Head afterOther() {
        return switch (head) {
            case ROUTINE_BEGIN -> Head.ROUTINE;
            case ROUTINE, COPY, COPY_FROM_CLIENT, BEGIN, COMMIT, ROLLBACK -> head;
            default -> Head.OTHER;
        };
    }

    /** A semicolon. Says whether it ends the statement. */
    boolean semicolon() {
        if (nesting == null) {
            end();
            return true;
        }
        if (Nesting.innermost(nesting) == Opener.BLOCK) {
            head = Head.START;
            before = Before.STATEMENT;
        }
        return false;
    }

    /** psql's {@code \;}: the statement ends, and is sent together with the next. */
    void joinNext() {
        if (nesting == null) {
            if (head == Head.COPY_FROM_CLIENT) {
                copies = new Copies(copies.awaited, copies.underWay + 1);
            }
            strings = newStrings();
            head = Head.START;
            before = Before.STATEMENT;
        }
    }

    /** The statement is sent, finished or not. */
    void end() {
        nesting = null;
        joinNext();
        if (copies.underWay > 0) {
            copies = new Copies(copies.awaited + copies.underWay, 0);
        }
    }

    /** The statement is thrown away. */
    void abandon() {
        nesting = null;
        head = Head.START;
        before = Before.STATEMENT;
        copies = new Copies(copies.awaited, 0);
    }

    private StringSetting newStrings() {
        return switch (head) {
            case STRINGS_ON -> strings.set(true);
            case STRINGS_OFF -> strings.set(false);
            case STRINGS_LOCAL_ON -> strings.setLocally(true);
            case STRINGS_LOCAL_OFF -> strings.setLocally(false);
            case STRINGS_RESET -> strings.set(strings.initial());
            case BEGIN -> strings.begin();
            case COMMIT -> strings.commit();
            case ROLLBACK -> strings.rollback();
            default -> strings;
        };
    }
}
