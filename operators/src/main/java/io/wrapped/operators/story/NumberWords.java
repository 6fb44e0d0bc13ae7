package io.wrapped.operators.story;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * English numbers in words, rewritten in digits. Words up to ten are left alone unless what they
 * count follows ("three hours"), since they are part of idioms ("one of those days").
 */
final class NumberWords {
    private static final Map<String, Integer> VALUES = new HashMap<>();
    private static final int LARGEST_IDIOM = 10;

    static {
        List<String> small =
                List.of(
                        "one",
                        "two",
                        "three",
                        "four",
                        "five",
                        "six",
                        "seven",
                        "eight",
                        "nine",
                        "ten",
                        "eleven",
                        "twelve",
                        "thirteen",
                        "fourteen",
                        "fifteen",
                        "sixteen",
                        "seventeen",
                        "eighteen",
                        "nineteen");
        for (int i = 0; i < small.size(); i++) {
            VALUES.put(small.get(i), i + 1);
        }
        List<String> tens =
                List.of(
                        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty",
                        "ninety");
        for (int i = 0; i < tens.size(); i++) {
            VALUES.put(tens.get(i), (i + 2) * 10);
        }
        VALUES.put("dozen", 12);
        VALUES.put("hundred", 100);
        VALUES.put("thousand", 1_000);
        VALUES.put("million", 1_000_000);
    }

    private static final String WORD = "(?:" + String.join("|", VALUES.keySet()) + ")";
    private static final Pattern NUMBER =
            Pattern.compile(
                    "(?<![\\p{L}\\p{N}'])(?:a\\s+(?=dozen\\b|hundred\\b|thousand\\b|million\\b))?"
                            + WORD
                            + "(?:(?:[\\s-]+|\\s+and\\s+)"
                            + WORD
                            + ")*(?![\\p{L}\\p{N}'])",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern COUNTED =
            Pattern.compile(
                    "^[\\s-]+(?:(?:new|different|fresh|whole|full|straight|separate)\\s+)?"
                            + "(?:hours?|minutes?|seconds?|songs?|tracks?|artists?|plays?|streams?"
                            + "|times|episodes?|genres?|shows?|podcasts?)\\b",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern POINTING =
            Pattern.compile("\\b(?:these|those)\\s+$", Pattern.CASE_INSENSITIVE);

    private NumberWords() {}

    /** Whether a lower-case text is a number in words and nothing else. */
    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /** The text with its numbers in digits. */
    static String toDigits(String text) {
        StringBuilder digits = new StringBuilder();
        Matcher number = NUMBER.matcher(text);
        while (number.find()) {
            long value = value(number.group());
            boolean isMeant =
                    value > LARGEST_IDIOM
                            || counts(value, text.substring(number.end()))
                                    && !POINTING.matcher(text.substring(0, number.start())).find();
            number.appendReplacement(
                    digits,
                    isMeant ? Long.toString(value) : Matcher.quoteReplacement(number.group()));
        }
        return number.appendTail(digits).toString();
    }

    /** Whether a text goes on with what a number counts, such as "new artists". */
    static boolean isFollowedByCounted(String following) {
        return COUNTED.matcher(following).find();
    }

    private static boolean counts(long value, String following) {
        Matcher counted = COUNTED.matcher(following);
        return counted.find() && (value > 1 || counted.group().matches("(?i).*(?:hour|minute).*"));
    }

    private static long value(String words) {
        long total = 0;
        long current = 0;
        for (String word : words.toLowerCase(Locale.ROOT).split("[\\s-]+")) {
            int value = VALUES.getOrDefault(word, 0);
            if (value == 100 || value == 12 && word.equals("dozen")) {
                current = Math.max(current, 1) * value;
            } else if (value >= 1_000) {
                total += Math.max(current, 1) * value;
                current = 0;
            } else {
                current += value;
            }
        }
        return total + current;
    }
}
