package org.turnstone.schema.read;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One question to the catalogs about one kind of object.
 *
 * <p>In its text, {@code @user(n)} stands for "the schema in n is not the system's", {@code @own(pg_proc, p)} for "the
 * row in p belongs to no extension", and a line that ends in {@code --15+} or {@code --15-} is for servers from, or
 * before, that version.
 */
abstract class CatalogQuery {
    private static final Pattern MARKS = Pattern.compile("--(\\d+)([+-])");
    private static final Pattern USER = Pattern.compile("@user\\((\\w+)\\)");
    private static final Pattern OWN = Pattern.compile("@own\\((\\w+), ?(\\w+)\\)");

    /** What it is about, for people: "publications". */
    abstract String topic();

    abstract String sql();

    /** A condition that is false where there is nothing to ask for; most schemas have no operators of their own. */
    String onlyIf() {
        return "true";
    }

    abstract void take(Row row, Gathered all) throws SQLException;

    final String sql(int major) {
        StringBuilder text = new StringBuilder();
        for (String line : sql().split("\n")) {
            if (isFor(line, major)) {
                text.append(MARKS.matcher(line).replaceAll("")).append('\n');
            }
        }
        String result = USER.matcher(text).replaceAll("$1.nspname !~ '^pg_' and $1.nspname <> 'information_schema'");
        return OWN.matcher(result)
                .replaceAll("not exists (select from pg_depend _e where _e.classid = '$1'::regclass and _e.objid ="
                        + " $2.oid and _e.deptype = 'e')");
    }

    private static boolean isFor(String line, int major) {
        Matcher mark = MARKS.matcher(line);
        while (mark.find()) {
            boolean since = major >= Integer.parseInt(mark.group(1));
            if (since != mark.group(2).equals("+")) {
                return false;
            }
        }
        return true;
    }
}
