package io.wrapped.state.logging;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Takes the ids of users out of texts. */
final class Redaction {
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

    /**
     * The text with names for ids: all in one pass, the longest where several begin, so that no id
     * is looked for in the name of another.
     */
    String of(String text) {
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
