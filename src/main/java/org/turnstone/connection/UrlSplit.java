package org.turnstone.connection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One way to cut a URL, after its scheme, into its pieces. A password that nobody encoded may hold the very characters
 * a URL is cut at, so a URL can have several; which of them make sense is judged by what follows the user's part.
 *
 * @param userInfo null where this way sees none
 * @param query null where there is none
 */
record UrlSplit(String userInfo, String hosts, String path, String query) {
    private static final Pattern HOST =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+(%[^\\]@/]*)?]|([\\p{L}\\p{N}._-]|%\\p{XDigit}{2})*)(:([0-9]{0,9}))?");

    /** Where the standard cuts: the first / or ? ends the hosts, and the last @ before it the user's part. */
    static UrlSplit standard(String rest) {
        int end = firstOf(rest, 0);
        int at = rest.lastIndexOf('@', end - 1);
        return at < 0 ? cut(null, rest) : cut(rest.substring(0, at), rest.substring(at + 1));
    }

    /** The only way to cut that makes sense, or all that make equally much; empty where none does. */
    static List<UrlSplit> sensible(String rest) {
        List<UrlSplit> all = new ArrayList<>();
        all.add(cut(null, rest));
        for (int at = rest.indexOf('@'); at >= 0; at = rest.indexOf('@', at + 1)) {
            all.add(cut(rest.substring(0, at), rest.substring(at + 1)));
        }
        List<UrlSplit> possible = all.stream().filter(UrlSplit::isPossible).toList();
        List<UrlSplit> best = keep(possible, split -> !split.path.contains("/"));
        best = keep(best, UrlSplit::knowsItsParameters);
        return keep(best, UrlSplit::isClean);
    }

    private static List<UrlSplit> keep(List<UrlSplit> splits, Predicate<UrlSplit> wish) {
        List<UrlSplit> wished = splits.stream().filter(wish).toList();
        return wished.isEmpty() ? splits : wished;
    }

    private static UrlSplit cut(String userInfo, String tail) {
        int question = tail.indexOf('?');
        String beforeQuery = question < 0 ? tail : tail.substring(0, question);
        int slash = beforeQuery.indexOf('/');
        return new UrlSplit(
                userInfo,
                slash < 0 ? beforeQuery : beforeQuery.substring(0, slash),
                slash < 0 ? "" : beforeQuery.substring(slash + 1),
                question < 0 ? null : tail.substring(question + 1));
    }

    /** Everything from here on is written so that it can be read, and only a password holds raw / or ?. */
    private boolean isPossible() {
        return hostsAreReadable() && userIsReadable() && (query == null || queryIsReadable());
    }

    boolean hostsAreReadable() {
        return Arrays.stream(hosts.split(",", -1)).allMatch(host -> {
            var match = HOST.matcher(host);
            return match.matches()
                    && (match.group(5) == null || match.group(5).isEmpty() || AddressParts.isPort(match.group(5)));
        });
    }

    private boolean userIsReadable() {
        String user = user();
        return user == null || firstOf(user, 0) == user.length();
    }

    private boolean queryIsReadable() {
        return Arrays.stream(query.split("&")).allMatch(pair -> pair.isEmpty() || pair.indexOf('=') > 0);
    }

    private boolean knowsItsParameters() {
        return query == null
                || Arrays.stream(query.split("&"))
                        .allMatch(pair -> pair.isEmpty()
                                || pair.indexOf('=') > 0
                                        && ParameterNames.isKnown(pair.substring(0, pair.indexOf('='))));
    }

    /** Nothing that a URL is cut at stands anywhere else. */
    private boolean isClean() {
        return path.indexOf('@') < 0
                && (password() == null || firstOf(password(), 0) == password().length());
    }

    /** Null where there is none. */
    String user() {
        if (userInfo == null) {
            return null;
        }
        int colon = userInfo.indexOf(':');
        return colon < 0 ? userInfo : userInfo.substring(0, colon);
    }

    /** Null where there is none; still encoded. */
    String password() {
        int colon = userInfo == null ? -1 : userInfo.indexOf(':');
        return colon < 0 ? null : userInfo.substring(colon + 1);
    }

    /** Where the first / or ? is, or the end. */
    private static int firstOf(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '/' || text.charAt(i) == '?') {
                return i;
            }
        }
        return text.length();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return hosts + "/" + path;
    }
}
