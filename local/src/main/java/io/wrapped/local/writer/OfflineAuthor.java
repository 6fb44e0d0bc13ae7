package io.wrapped.local.writer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a story in English from the facts alone. The facts choose the phrases, so that the same
 * facts always give the same story; phrases that an earlier story used are passed over while there
 * are others.
 */
final class OfflineAuthor {
    /** So many words at the start of a sentence make it sound like another one. */
    private static final int WORDS_OF_AN_OPENING = 2;

    private final PromptBlocks prompt;
    private final Slots slots;
    private final String kind;

    private OfflineAuthor(PromptBlocks prompt) {
        this.prompt = prompt;
        this.slots = new Slots(prompt.facts());
        this.kind = prompt.facts().path("kind").asText();
    }

    /** A title and a text. */
    record Tale(String title, String text) {}

    static Tale write(PromptBlocks prompt) {
        return new OfflineAuthor(prompt).write();
    }

    private Tale write() {
        String title = choose("title");
        List<String> sentences = new ArrayList<>();
        sentences.add(choose("open"));
        List<String> middles = ranked("middle", fillable(Phrases.of(kind, "middle")));
        sentences.addAll(middles.subList(0, Math.min(2, middles.size())));
        sentences.add(choose("end"));
        return new Tale(title, String.join(" ", sentences));
    }

    private String choose(String part) {
        List<String> phrases = fillable(Phrases.of(kind, part));
        if (phrases.isEmpty()) {
            phrases = fillable(Phrases.ofAny(part));
        }
        return ranked(part, phrases).get(0);
    }

    private List<String> fillable(List<String> phrases) {
        List<String> filled = new ArrayList<>();
        for (String phrase : phrases) {
            boolean isSuperlative = phrase.startsWith("!");
            if (!isSuperlative || slots.isHighest()) {
                String words = slots.fill(isSuperlative ? phrase.substring(1) : phrase);
                if (words != null) {
                    filled.add(words);
                }
            }
        }
        return filled;
    }

    /** From a place that the facts choose onwards; what sounds like an earlier story last. */
    private List<String> ranked(String part, List<String> phrases) {
        List<String> fresh = new ArrayList<>();
        List<String> used = new ArrayList<>();
        int start = phrases.isEmpty() ? 0 : Math.floorMod(hash(part), phrases.size());
        for (int i = 0; i < phrases.size(); i++) {
            String phrase = phrases.get((start + i) % phrases.size());
            (wasUsed(phrase) ? used : fresh).add(phrase);
        }
        fresh.addAll(used);
        return fresh;
    }

    private boolean wasUsed(String phrase) {
        String opening = opening(phrase);
        return prompt.earlier().stream()
                .anyMatch(text -> text.startsWith(opening) || text.contains(". " + opening));
    }

    private static String opening(String sentence) {
        int end = -1;
        for (int word = 0; word < WORDS_OF_AN_OPENING; word++) {
            int space = sentence.indexOf(' ', end + 1);
            if (space < 0) {
                return sentence;
            }
            end = space;
        }
        return sentence.substring(0, end + 1);
    }

    private int hash(String part) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            byte[] hash = digest.digest(prompt.facts().toString().getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getInt();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
