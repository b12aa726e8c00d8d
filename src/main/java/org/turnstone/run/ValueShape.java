package org.turnstone.run;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What values of a type look like, so that some can be made up: small, positive, and each variant another.
 *
 * @param kind {@code b} base, {@code e} enum, {@code c} composite, {@code d} domain, {@code r} range, {@code m}
 *     multirange, {@code a} array
 * @param name of a type as the catalog has it
 * @param modifier the column's or domain's {@code atttypmod}; -1 for none
 * @param labels of an enum
 * @param parts of what a composite, a domain, a range or an array consists
 */
record ValueShape(char kind, String name, int modifier, List<String> labels, List<ValueShape> parts) {
    private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);
    private static final int HEADER = 4;

    ValueShape {
        labels = List.copyOf(labels);
        parts = List.copyOf(parts);
    }

    ValueShape with(int otherModifier) {
        return new ValueShape(kind, name, otherModifier, labels, parts);
    }

    /** Whether values are words. */
    boolean isText() {
        return kind == 'd' ? parts.getFirst().isText() : kind == 'b' && isWord(name);
    }

    private static boolean isWord(String type) {
        return switch (type) {
            case "text", "varchar", "bpchar", "citext", "name" -> true;
            default -> false;
        };
    }

    /** A value in the text form that the type reads, or null where nobody here knows one. */
    String value(int variant) {
        return switch (kind) {
            case 'e' -> labels.isEmpty() ? null : labels.get(variant % labels.size());
            case 'd' ->
                parts.getFirst()
                        .with(Math.max(modifier, parts.getFirst().modifier()))
                        .value(variant);
            case 'a' -> listed("{", parts.getFirst().with(modifier).value(variant), "}");
            case 'c' -> composite(variant);
            case 'r' -> range(variant);
            case 'm' -> "{" + parts.getFirst().range(variant) + "}";
            default -> base(variant);
        };
    }

    private static String listed(String open, String element, String close) {
        return element == null ? open + close : open + quoted(element) + close;
    }

    private String composite(int variant) {
        List<String> fields = new ArrayList<>();
        for (ValueShape part : parts) {
            String field = part.value(variant);
            fields.add(field == null ? "" : quoted(field));
        }
        return "(" + String.join(",", fields) + ")";
    }

    private String range(int variant) {
        String lower = parts.getFirst().value(2 * variant);
        String upper = parts.getFirst().value(2 * variant + 1);
        return lower == null || upper == null ? "empty" : "[" + quoted(lower) + "," + quoted(upper) + ")";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private String base(int v) {
        return switch (name) {
            case "bool" -> v % 2 == 0 ? "t" : "f";
            case "int2", "int4", "int8", "oid", "xid8" -> String.valueOf(1 + v % 30_000);
            case "float4", "float8" -> (1 + v) + ".5";
            case "numeric" -> numeric(v);
            case "money" -> (1 + v) + ".50";
            case "text", "varchar", "bpchar", "citext", "name" -> word(v);
            case "char" -> String.valueOf((char) ('a' + v % 26));
            case "bytea" -> String.format(Locale.ROOT, "\\x%04x", v % 65_536);
            case "uuid" -> String.format(Locale.ROOT, "00000000-0000-4000-8000-%012d", 1 + v);
            case "date" -> FIRST_DAY.plusDays(v).toString();
            case "time", "timetz" -> String.format(Locale.ROOT, "%02d:%02d:00", 8 + v / 60 % 12, v % 60);
            case "timestamp" -> FIRST_DAY.plusDays(v) + " 08:00:00";
            case "timestamptz" -> FIRST_DAY.plusDays(v) + " 08:00:00+00";
            case "interval" -> (1 + v) + " days";
            case "json", "jsonb" -> "{\"planted\": " + (1 + v) + "}";
            case "jsonpath" -> "$.planted";
            case "xml" -> "<planted>" + (1 + v) + "</planted>";
            case "inet" -> "192.0.2." + (1 + v % 250);
            case "cidr" -> "192.0.2." + (1 + v % 250) + "/32";
            case "macaddr" -> String.format(Locale.ROOT, "08:00:2b:00:%02x:%02x", v / 256 % 256, v % 256);
            case "macaddr8" -> String.format(Locale.ROOT, "08:00:2b:ff:fe:00:%02x:%02x", v / 256 % 256, v % 256);
            case "point" -> "(1," + (1 + v) + ")";
            case "line" -> "{1,2," + (1 + v) + "}";
            case "lseg" -> "[(0,0),(1," + (1 + v) + ")]";
            case "box" -> "(1," + (1 + v) + "),(0,0)";
            case "path" -> "[(0,0),(1," + (1 + v) + ")]";
            case "polygon" -> "((0,0),(1," + (1 + v) + "),(1,0))";
            case "circle" -> "<(0,0)," + (1 + v) + ">";
            case "bit" -> bits(v, Math.max(1, modifier));
            case "varbit" -> bits(v, Math.min(8, modifier < 0 ? 8 : modifier));
            case "tsvector", "tsquery" -> "planted" + (1 + v);
            case "pg_lsn" -> "0/" + Integer.toHexString(1 + v).toUpperCase(Locale.ROOT);
            case "hstore" -> "planted=>" + (1 + v);
            case "ltree" -> "planted.n" + (1 + v);
            case "cube" -> "(" + (1 + v) + ")";
            case "geometry", "geography" -> "POINT(1 " + (1 + v % 80) + ")";
            case "vector", "halfvec" -> "[" + "1,".repeat(Math.max(1, modifier) - 1) + (1 + v) + "]";
            default -> null;
        };
    }

    private String numeric(int v) {
        if (modifier < HEADER) {
            return (1 + v) + ".5";
        }
        int precision = (modifier - HEADER) >> 16 & 0xFFFF;
        int scale = (modifier - HEADER) & 0x7FF;
        if (scale >= 1024) {
            return "0"; // A negative scale.
        }
        int whole = precision - scale;
        if (whole <= 0) {
            return "0." + "0".repeat(Math.max(0, scale - 1)) + (1 + v % 9);
        }
        long number = 1 + v % (long) Math.pow(10, Math.min(whole, 6));
        return (number >= Math.pow(10, whole) ? 1 : number) + (scale > 0 ? ".5" : "");
    }

    private String word(int v) {
        String word = "planted " + (1 + v);
        int length = modifier < HEADER ? word.length() : modifier - HEADER;
        if (word.length() <= length) {
            return word;
        }
        String number = Integer.toString(v, 36);
        return number.length() >= length
                ? number.substring(number.length() - length)
                : "p".repeat(length - number.length()) + number;
    }

    private static String bits(int v, int length) {
        String bits = Integer.toBinaryString(1 + v);
        return bits.length() >= length
                ? bits.substring(bits.length() - length)
                : "0".repeat(length - bits.length()) + bits;
    }
}
