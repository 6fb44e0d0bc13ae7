package io.wrapped.operators.story;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** English words that start a sentence without being a name. */
final class CommonWords {
    private static final String RESOURCE = "common-words-en.txt";
    private static final Set<String> WORDS = load();

    /** An ending, and what a listed word may have in its place. */
    private static final List<List<String>> ENDINGS =
            List.of(
                    List.of("'s", ""),
                    List.of("s", ""),
                    List.of("es", ""),
                    List.of("ed", ""),
                    List.of("d", ""),
                    List.of("ing", ""),
                    List.of("ing", "e"),
                    List.of("ly", ""));

    private CommonWords() {}

    /** Whether a lower-case word, or what it is an ending of, is listed. */
    static boolean contains(String word) {
        if (WORDS.contains(word) || NumberWords.isNumber(word)) {
            return true;
        }
        for (List<String> ending : ENDINGS) {
            if (word.endsWith(ending.get(0))) {
                String stem = word.substring(0, word.length() - ending.get(0).length());
                if (stem.length() > 2 && WORDS.contains(stem + ending.get(1))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Set<String> load() {
        try (InputStream in = CommonWords.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the jar");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Set.copyOf(List.of(text.strip().split("\\s+")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }
}
