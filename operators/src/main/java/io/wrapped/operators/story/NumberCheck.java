package io.wrapped.operators.story;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether the numbers of a text are figures of the facts or honest renderings of them: durations in
 * whole hours, minutes or seconds (rounded or cut off; hours to one decimal), other fractions to
 * one or two decimals, days and years of dates, decades of years. Where a unit of time follows, the
 * number must be that many of a duration of the facts.
 */
final class NumberCheck {
    private static final String HOURS = "h|hrs?|hours?|std|stunden?|horas?|heures?|or[ae]|uur|uren";
    private static final String MINUTES = "m|mins?|minutes?|minuten?|minutos?|minut[oi]|minuut";
    private static final String SECONDS =
            "s|secs?|seconds?|sek|sekunden?|segundos?|secondes?|second[oi]|seconden";
    private static final String NUMBER =
            "\\d{1,3}(?:[ \\u00A0]\\d{3})+(?!\\d)|\\d+(?:[.,'\\u00A0]\\d+)*";

    private static final Pattern HOURS_AND_MINUTES =
            pattern(
                    "(?<![\\d.,'])(\\d+)[\\s\\u00A0-]*(?:"
                            + HOURS
                            + ")\\.?,?[\\s\\u00A0]*(?:(?:and|und|y|et|e|en|&)\\s)?\\s*"
                            + "(\\d{1,2})(?!\\d)(?:[\\s\\u00A0-]*(?:"
                            + MINUTES
                            + ")(?!\\p{L}))?");
    private static final Pattern ANY_NUMBER = pattern("(?:" + NUMBER + ")|[\\p{No}\\p{Nl}]");
    private static final Pattern NEXT_WORD = pattern("^[\\s\\u00A0-]*(\\p{L}+)");
    private static final Pattern TIME_NEARBY =
            pattern(
                    "^(?:[\\s\\u00A0-]+[\\p{L}'-]+){0,3}[\\s\\u00A0-]+(?:"
                            + HOURS
                            + "|"
                            + MINUTES
                            + "|"
                            + SECONDS
                            + ")(?!\\p{L})");
    private static final Pattern PERCENT =
            pattern("^[\\s\\u00A0]*(?:%|per ?cent|prozent|por ciento|pour cent)");

    /** Languages whose words for hours and minutes are known, so that their absence tells. */
    private static final Set<String> KNOWN_UNITS = Set.of("en", "de", "es", "fr", "it", "pt", "nl");

    private final String language;
    private final Set<BigDecimal> plain = new HashSet<>();
    private final Set<BigDecimal> dateParts = new HashSet<>();
    private final Set<BigDecimal> hours = new HashSet<>();
    private final Set<BigDecimal> minutes = new HashSet<>();
    private final Set<BigDecimal> seconds = new HashSet<>();
    private final Set<BigDecimal> percents = new HashSet<>();
    private final Set<String> months = new HashSet<>();

    NumberCheck(FactSheet facts, String language) {
        this.language = language;
        facts.numbers().forEach(this::allowNumber);
        facts.durations().values().forEach(this::allowDuration);
        for (LocalDate date : facts.dates()) {
            dateParts.add(key(BigDecimal.valueOf(date.getDayOfMonth())));
            dateParts.add(key(BigDecimal.valueOf(date.getYear())));
            months.add(Integer.toString(date.getMonthValue()));
        }
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private void allowNumber(BigDecimal number) {
        plain.add(key(number));
        if (number.scale() > 0) {
            plain.add(key(number.setScale(1, RoundingMode.HALF_UP)));
            plain.add(key(number.setScale(2, RoundingMode.HALF_UP)));
            if (number.signum() > 0 && number.compareTo(BigDecimal.ONE) < 0) {
                percents.add(key(number.movePointRight(2).setScale(0, RoundingMode.HALF_UP)));
            }
        }
    }

    private void allowDuration(BigDecimal ms) {
        allow(hours, ms, 3_600_000);
        hours.add(key(ms.divide(BigDecimal.valueOf(3_600_000), 1, RoundingMode.HALF_UP)));
        allow(minutes, ms, 60_000);
        allow(seconds, ms, 1_000);
    }

    private static void allow(Set<BigDecimal> allowed, BigDecimal ms, long unit) {
        for (RoundingMode mode : List.of(RoundingMode.DOWN, RoundingMode.HALF_UP)) {
            allowed.add(key(ms.divide(BigDecimal.valueOf(unit), 0, mode)));
        }
    }

    /** Equal numbers are equal keys. */
    private static BigDecimal key(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }

    void check(String part, String text, List<String> offences) {
        String digits = language.equals("en") ? NumberWords.toDigits(text) : text;
        String rest =
                HOURS_AND_MINUTES
                        .matcher(digits)
                        .replaceAll(
                                pair -> {
                                    if (!isDuration(pair.group(1), pair.group(2))) {
                                        offences.add(offence(part, pair.group().strip()));
                                    }
                                    return String.valueOf(NameMask.SIGN);
                                });
        Matcher number = ANY_NUMBER.matcher(rest);
        while (number.find()) {
            String found = number.group();
            String after = rest.substring(number.end());
            if (!isAllowed(found, after) && !areAllowedApart(found, after)) {
                offences.add(offence(part, found + unitShown(after)));
            }
        }
    }

    private boolean isDuration(String hourDigits, String minuteDigits) {
        BigDecimal total =
                new BigDecimal(hourDigits)
                        .multiply(BigDecimal.valueOf(60))
                        .add(new BigDecimal(minuteDigits));
        return minutes.contains(key(total));
    }

    /** "5 200" may be two numbers. */
    private boolean areAllowedApart(String found, String after) {
        String[] parts = found.split(" ");
        for (int i = 0; i < parts.length; i++) {
            String following = i == parts.length - 1 ? after : " ";
            if (!isAllowed(parts[i], following)) {
                return false;
            }
        }
        return parts.length > 1;
    }

    private boolean isAllowed(String found, String after) {
        Set<BigDecimal> readings = NumberReadings.of(found);
        if (readings.isEmpty()) {
            return false;
        }
        if (PERCENT.matcher(after).find()) {
            return meet(readings, percents) || meet(readings, plain);
        }
        Matcher next = NEXT_WORD.matcher(after);
        String unit = next.find() ? next.group(1).toLowerCase(Locale.ROOT) : "";
        if (unit.matches(HOURS)) {
            return meet(readings, hours);
        }
        if (unit.matches(MINUTES)) {
            return meet(readings, minutes);
        }
        // "2nd" is no time, and "s" after a year is a decade.
        if (unit.matches(SECONDS) && !unit.equals("s")) {
            return meet(readings, seconds);
        }
        if (after.startsWith("s") && unit.equals("s") || after.startsWith("'s")) {
            return isDecade(found) || meet(readings, plain) || meet(readings, dateParts);
        }
        boolean isTime = TIME_NEARBY.matcher(after).find() || !KNOWN_UNITS.contains(language);
        boolean isCount = language.equals("en") && NumberWords.isFollowedByCounted(after);
        return meet(readings, plain)
                || !isCount && meet(readings, dateParts)
                || isTime && (meet(readings, hours) || meet(readings, minutes))
                || isMonthInSigns(found, after);
    }

    /** Chinese, Japanese and Korean number their months. */
    private boolean isMonthInSigns(String found, String after) {
        return (after.startsWith("月") || after.startsWith("월")) && months.contains(found);
    }

    private static boolean meet(Set<BigDecimal> readings, Set<BigDecimal> allowed) {
        return readings.stream().anyMatch(allowed::contains);
    }

    private boolean isDecade(String found) {
        return found.matches("(?:\\d\\d)?\\d0")
                && Stream.concat(plain.stream(), dateParts.stream())
                        .map(number -> number.toBigInteger().toString())
                        .filter(year -> year.length() == 4)
                        .map(year -> year.substring(0, 3) + "0")
                        .anyMatch(decade -> decade.endsWith(found));
    }

    private static String unitShown(String after) {
        Matcher next = NEXT_WORD.matcher(after);
        return next.find() ? after.substring(0, next.end()) : "";
    }

    private static String offence(String part, String found) {
        return "the " + part + " says '" + found + "', a number that is not in the facts";
    }
}
