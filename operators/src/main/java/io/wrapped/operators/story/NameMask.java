package io.wrapped.operators.story;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Puts one sign in the place of every name of the facts that stands whole in a text, so that the
 * digits, months and capitals of names are not taken for the story's own. A name that is a number
 * itself ("22", "Eleven") is a name only between quotation marks.
 */
final class NameMask {
    static final char SIGN = '\uFFFC';

    private static final String NOT_IN_A_WORD = "(?<![\\p{L}\\p{N}])%s(?![\\p{L}\\p{N}])";
    private static final String QUOTED = "(?<=[\"“„«»‚'「『])%s(?=[\"”“»«'」』,.!?])";

    private final List<Pattern> names = new ArrayList<>();

    NameMask(Collection<String> names) {
        names.stream()
                .map(NameMask::normalise)
                .filter(name -> name.codePoints().anyMatch(Character::isLetterOrDigit))
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(NameMask::pattern)
                .forEach(this.names::add);
    }

    private static Pattern pattern(String name) {
        String context = isNumber(name) ? QUOTED : NOT_IN_A_WORD;
        return Pattern.compile(
                context.formatted(Pattern.quote(name)),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static boolean isNumber(String name) {
        return name.codePoints().noneMatch(Character::isLetter)
                || NumberWords.isNumber(name.toLowerCase(Locale.ROOT));
    }

    /** The text with its names masked, its digits, apostrophes and hard spaces made one kind. */
    String apply(String text) {
        String masked = normalise(text);
        for (Pattern name : names) {
            masked = name.matcher(masked).replaceAll(String.valueOf(SIGN));
        }
        return masked;
    }

    static String normalise(String text) {
        StringBuilder normal = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFC)
                .codePoints()
                .forEach(codePoint -> normal.appendCodePoint(normalise(codePoint)));
        return normal.toString();
    }

    private static int normalise(int codePoint) {
        if (Character.isDigit(codePoint)) {
            return '0' + Character.digit(codePoint, 10);
        }
        return switch (codePoint) {
            case '’', '‘', 'ʼ' -> '\'';
            case '\u202F', '\u2009', '\u2007' -> '\u00A0';
            case '‐', '‑' -> '-';
            default -> codePoint;
        };
    }
}
