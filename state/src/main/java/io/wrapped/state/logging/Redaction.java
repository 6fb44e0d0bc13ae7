package io.wrapped.state.logging;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes the ids of users out of texts: those that are known, and those that HBase's names of
 * regions hold. A region is named after the row it begins at, which may be anybody's.
 */
final class Redaction {
    /** How a region's name ends: when it was made, maybe a replica, and its encoded name. */
    private static final Pattern REGION_END =
            Pattern.compile(",\\d+(?:_\\p{XDigit}{4})?\\.(\\p{XDigit}{32})\\.");

    /** How one begins: its table, and nothing more or the salt, printed as a number. */
    private static final Pattern REGION_START = Pattern.compile("[\\w.:-]+,(?:\\\\x|$)");

    /** With more than 8192 salt buckets the salt may be printed as letters. */
    private static final Pattern ANY_START = Pattern.compile("[\\w.:-]+,");

    /** The rows between which a region lies; HBase tells both in one line. */
    private static final Pattern BOUNDS =
            Pattern.compile("((?:start|end)_?key(?:\\(\\))?(?:=| => )').*'", CASE_INSENSITIVE);

    private final Map<String, String> names = new HashMap<>();
    private final Pattern ids;

    Redaction(Collection<String> userIds) {
        for (String userId : userIds) {
            if (!userId.isEmpty()) {
                String name = LoggedUser.of(userId);
                names.put(userId, name);
                names.put(asInRows(userId), name);
            }
        }
        ids =
                Pattern.compile(
                        names.keySet().stream()
                                .sorted(Comparator.comparingInt(String::length).reversed())
                                .map(Pattern::quote)
                                .collect(Collectors.joining("|")));
    }

    /** The text as it may be told. */
    String of(String text) {
        return withoutIds(BOUNDS.matcher(withoutRegionKeys(text)).replaceAll("$1…'"));
    }

    /** The text with regions by their encoded names alone. */
    private static String withoutRegionKeys(String text) {
        Matcher end = REGION_END.matcher(text);
        StringBuilder told = new StringBuilder();
        int rest = 0;
        while (end.find()) {
            int line = text.lastIndexOf('\n', end.start()) + 1;
            told.append(text, rest, regionStart(text, Math.max(rest, line), end.start()));
            told.append(end.group(1));
            rest = end.end();
        }
        return told.append(text, rest, text.length()).toString();
    }

    /** Where a region's name begins; all of what may belong to it goes where that is not clear. */
    private static int regionStart(String text, int from, int to) {
        for (Pattern pattern : List.of(REGION_START, ANY_START)) {
            Matcher start = pattern.matcher(text).region(from, to);
            if (start.find()) {
                return start.start();
            }
        }
        return from;
    }

    /**
     * The text with names for ids: all in one pass, the longest where several begin, so that no id
     * is looked for in the name of another.
     */
    private String withoutIds(String text) {
        if (names.isEmpty()) {
            return text;
        }
        return ids.matcher(text).replaceAll(id -> Objects.requireNonNull(names.get(id.group())));
    }

    /** As HBase prints the bytes of a row. */
    private static String asInRows(String userId) {
        StringBuilder printed = new StringBuilder();
        for (byte each : userId.getBytes(StandardCharsets.UTF_8)) {
            if (each >= ' ' && each <= '~' && each != '\\') {
                printed.append((char) each);
            } else {
                printed.append("\\x%02X".formatted(each));
            }
        }
        return printed.toString();
    }
}
