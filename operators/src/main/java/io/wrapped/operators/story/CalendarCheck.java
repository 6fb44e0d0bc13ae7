package io.wrapped.operators.story;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether the dates, months and weekdays of a text are those of the facts, in any language. */
final class CalendarCheck {
    private static final Pattern NUMERIC_DATE =
            Pattern.compile("(?<!\\d)(\\d{1,4})([./-])(\\d{1,2})\\2(\\d{1,4})(?!\\d)");
    private static final String DAY_BEFORE = "(?<![\\d.,])(\\d+)(?:%2$s)?\\s+(?:of |de )?(?:%1$s)";
    private static final String DAY_AFTER = "(?:%1$s)\\s+(?:the |de )?(\\d+)";

    private final Collection<LocalDate> dates;
    private final Set<String> ownWords = new HashSet<>();
    private final Pattern foreignWord;
    private final Pattern besideMonth;

    CalendarCheck(Collection<LocalDate> dates, Locale locale) {
        this.dates = dates;
        Set<String> ownMonths = new HashSet<>();
        for (LocalDate date : dates) {
            ownMonths.addAll(names(date.getMonth(), locale));
            ownWords.addAll(names(date.getDayOfWeek(), locale));
        }
        ownWords.addAll(ownMonths);
        Set<String> foreign = new HashSet<>();
        for (Month month : Month.values()) {
            foreign.add(month.getDisplayName(TextStyle.FULL, locale));
            foreign.add(month.getDisplayName(TextStyle.FULL_STANDALONE, locale));
        }
        for (DayOfWeek day : DayOfWeek.values()) {
            foreign.add(day.getDisplayName(TextStyle.FULL, locale));
        }
        foreign.removeIf(name -> ownWords.contains(name.toLowerCase(Locale.ROOT)));
        // "march" and "may" are words too where English writes them small.
        boolean anyCase = !Set.of("en", "de").contains(locale.getLanguage());
        foreignWord = Pattern.compile(word(foreign) + "s?(?![\\p{L}\\p{N}])", flags(anyCase));
        String ordinals = locale.getLanguage().equals("en") ? "st|nd|rd|th" : "er|\\.";
        String months = ownMonths.stream().map(Pattern::quote).collect(Collectors.joining("|"));
        besideMonth =
                Pattern.compile(
                        (DAY_BEFORE + "|" + DAY_AFTER).formatted(months, ordinals), flags(true));
    }

    private static String word(Set<String> words) {
        return words.stream()
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?<![\\p{L}\\p{N}])(?:", ")"));
    }

    private static int flags(boolean anyCase) {
        return anyCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
    }

    private static Set<String> names(Month month, Locale locale) {
        Set<String> names = new HashSet<>();
        for (TextStyle style :
                List.of(
                        TextStyle.FULL,
                        TextStyle.FULL_STANDALONE,
                        TextStyle.SHORT,
                        TextStyle.SHORT_STANDALONE)) {
            names.add(month.getDisplayName(style, locale).toLowerCase(Locale.ROOT));
        }
        return names;
    }

    private static Set<String> names(DayOfWeek day, Locale locale) {
        return Set.of(
                        day.getDisplayName(TextStyle.FULL, locale),
                        day.getDisplayName(TextStyle.SHORT_STANDALONE, locale))
                .stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** Whether a lower-case word is the month or weekday of a date of the facts. */
    boolean isOwnWord(String word) {
        return ownWords.contains(word)
                || word.endsWith("s") && ownWords.contains(word.substring(0, word.length() - 1));
    }

    /**
     * Adds what is wrong.
     *
     * @return the text without numeric dates, which have been judged
     */
    String check(String part, String text, List<String> offences) {
        Matcher foreign = foreignWord.matcher(text);
        while (foreign.find()) {
            if (!isAuxiliaryMay(foreign.group(), text.substring(0, foreign.start()))) {
                offences.add(offence(part, foreign.group()));
            }
        }
        Matcher besides = besideMonth.matcher(text);
        while (besides.find()) {
            String day = besides.group(1) != null ? besides.group(1) : besides.group(2);
            if (dates.stream().noneMatch(date -> isDayOrYear(day, date))) {
                offences.add(offence(part, besides.group().strip()));
            }
        }
        return NUMERIC_DATE
                .matcher(text)
                .replaceAll(
                        date -> {
                            if (dates.stream().noneMatch(own -> spells(date, own))) {
                                offences.add(offence(part, date.group()));
                            }
                            return String.valueOf(NameMask.SIGN);
                        });
    }

    /** English starts a sentence with "May" and "March" for other reasons than the month. */
    private static boolean isAuxiliaryMay(String word, String before) {
        return (word.equals("May") || word.equals("March")) && Sentences.startsAfter(before);
    }

    private static boolean isDayOrYear(String number, LocalDate date) {
        return number.equals(Integer.toString(date.getDayOfMonth()))
                || number.equals(Integer.toString(date.getYear()));
    }

    private static boolean spells(MatchResult numeric, LocalDate date) {
        int first = Integer.parseInt(numeric.group(1));
        int second = Integer.parseInt(numeric.group(3));
        int third = Integer.parseInt(numeric.group(4));
        int year = date.getYear();
        int month = date.getMonthValue();
        int day = date.getDayOfMonth();
        boolean yearFirst = first == year && second == month && third == day;
        boolean yearLast = third == year || third == year % 100;
        return yearFirst
                || yearLast && (first == day && second == month || first == month && second == day);
    }

    private static String offence(String part, String found) {
        return "the " + part + " says '" + found + "', which is no date of the facts";
    }
}
