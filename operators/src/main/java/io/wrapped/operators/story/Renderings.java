package io.wrapped.operators.story;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Facts written out as a story may say them: dates with weekday and month, milliseconds as hours
 * and minutes. Rounding happens here, so that the model has no sums to do.
 */
final class Renderings {
    /** Hour, hours, minute, minutes, second, seconds, and. */
    private static final Map<String, String[]> WORDS =
            Map.of(
                    "en", words("hour", "hours", "minute", "minutes", "second", "seconds", "and"),
                    "de",
                            words(
                                    "Stunde",
                                    "Stunden",
                                    "Minute",
                                    "Minuten",
                                    "Sekunde",
                                    "Sekunden",
                                    "und"),
                    "es", words("hora", "horas", "minuto", "minutos", "segundo", "segundos", "y"),
                    "fr",
                            words(
                                    "heure",
                                    "heures",
                                    "minute",
                                    "minutes",
                                    "seconde",
                                    "secondes",
                                    "et"));

    private static final BigDecimal MS_PER_MINUTE = BigDecimal.valueOf(60_000);
    private static final BigDecimal MS_PER_SECOND = BigDecimal.valueOf(1_000);

    private Renderings() {}

    private static String[] words(String... words) {
        return words;
    }

    /** The day: {@code iso, weekday, day, month, year} and the whole, written out. */
    static Map<String, String> date(LocalDate date, Locale locale) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("iso", date.toString());
        parts.put("weekday", date.getDayOfWeek().getDisplayName(TextStyle.FULL, locale));
        parts.put("day", Integer.toString(date.getDayOfMonth()));
        parts.put("month", date.getMonth().getDisplayName(TextStyle.FULL_STANDALONE, locale));
        parts.put("year", Integer.toString(date.getYear()));
        parts.put(
                "written",
                DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                        .withLocale(locale)
                        .format(date));
        return parts;
    }

    /** Every duration of the facts, by its path; minutes only where no milliseconds stand. */
    static Map<String, String> durations(FactSheet facts, Locale locale) {
        Map<String, String> written = new TreeMap<>();
        facts.durations()
                .forEach(
                        (path, ms) -> {
                            if (!isAlsoInMilliseconds(path, facts)) {
                                written.put(path, duration(ms, locale));
                            }
                        });
        return written;
    }

    private static boolean isAlsoInMilliseconds(String path, FactSheet facts) {
        if (!path.endsWith("minutes")) {
            return false;
        }
        String prefix = path.substring(0, path.length() - "minutes".length());
        boolean isOfValue = prefix.endsWith("_");
        return facts.durations().containsKey(prefix + "ms")
                || isOfValue
                        && facts.durations().containsKey(prefix.substring(0, prefix.length() - 1));
    }

    /** Whole minutes, from an hour on hours and minutes, below a minute seconds; rounded. */
    static String duration(BigDecimal ms, Locale locale) {
        String[] words = WORDS.getOrDefault(locale.getLanguage(), WORDS.get("en"));
        if (words == null) {
            throw new IllegalStateException("English is always there");
        }
        long minutes = divide(ms, MS_PER_MINUTE);
        if (minutes == 0) {
            return count(divide(ms, MS_PER_SECOND), words[4], words[5]);
        }
        String rest = count(minutes % 60, words[2], words[3]);
        if (minutes < 60) {
            return rest;
        }
        String hours = count(minutes / 60, words[0], words[1]);
        return minutes % 60 == 0 ? hours : hours + " " + words[6] + " " + rest;
    }

    private static long divide(BigDecimal ms, BigDecimal unit) {
        return ms.divide(unit, 0, RoundingMode.HALF_UP).longValue();
    }

    private static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
