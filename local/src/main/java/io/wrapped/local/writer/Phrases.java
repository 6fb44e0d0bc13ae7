package io.wrapped.local.writer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The writer's phrases by kind of remarkable day, read from a text file: {@code [KIND]} starts a
 * kind, each line is {@code part: phrase} with part title, open, middle or end. A phrase that
 * starts with {@code !} is only for a day that is the greatest of its kind.
 */
final class Phrases {
    private static final String RESOURCE = "phrases.txt";
    private static final String ANY = "ANY";
    private static final Map<String, Map<String, List<String>>> BY_KIND = load();

    private Phrases() {}

    /** The phrases of a kind for a part of a story, then those for every kind. */
    static List<String> of(String kind, String part) {
        List<String> phrases = new ArrayList<>();
        phrases.addAll(BY_KIND.getOrDefault(kind, Map.of()).getOrDefault(part, List.of()));
        if (phrases.isEmpty() || part.equals("end")) {
            phrases.addAll(BY_KIND.getOrDefault(ANY, Map.of()).getOrDefault(part, List.of()));
        }
        return phrases;
    }

    /** What is left when the facts fill no phrase of a kind. */
    static List<String> ofAny(String part) {
        return of(ANY, part);
    }

    private static Map<String, Map<String, List<String>>> load() {
        Map<String, Map<String, List<String>>> byKind = new HashMap<>();
        String kind = ANY;
        for (String line : read().lines().toList()) {
            if (line.startsWith("[")) {
                kind = line.substring(1, line.indexOf(']'));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                int colon = line.indexOf(": ");
                byKind.computeIfAbsent(kind, none -> new HashMap<>())
                        .computeIfAbsent(line.substring(0, colon), none -> new ArrayList<>())
                        .add(line.substring(colon + 2).strip());
            }
        }
        return byKind;
    }

    private static String read() {
        try (InputStream in = Phrases.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }
}
