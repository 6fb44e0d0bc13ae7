package io.wrapped.operators.story;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Whether a story says only what its facts hold: every number, date and name in title and text
 * (SPEC section 6), and no superlative for a day that is not the greatest (section 4).
 *
 * <p>Numbers are judged in every language, in digits; in English in words too. Names are judged
 * wherever a script tells them apart: what is quoted, and what is capitalised without a reason. In
 * languages that capitalise every noun a single capitalised word may pass unseen.
 */
public final class StoryCheck {
    private static final Map<String, Pattern> SUPERLATIVES =
            Map.of(
                    "en", words("biggest|longest|record(?:-|\\s)breaking|your most"),
                    "de", words("größte[nrms]?|längste[nrms]?|rekord\\p{L}*"),
                    "es",
                            words(
                                    "(?:el|la|tu) (?:día )?(?:mayor|más"
                                            + " (?:grande|largo|larga))|récord"),
                    "fr", words("(?:le|la|ta|ton) plus (?:grande?|longue?)|record"));

    private final FactSheet facts;
    private final String language;
    private final NameMask mask;
    private final NumberCheck numbers;
    private final CalendarCheck calendar;
    private final NameCheck names;

    private StoryCheck(FactSheet facts, Locale locale) {
        this.facts = facts;
        this.language = locale.getLanguage();
        this.mask = new NameMask(facts.names());
        this.numbers = new NumberCheck(facts, language);
        this.calendar = new CalendarCheck(facts.dates(), locale);
        this.names = new NameCheck(facts, calendar, language);
    }

    private static Pattern words(String alternatives) {
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])(?:" + alternatives + ")(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /**
     * What in a story does not stand in the facts, in words that a model can act on; empty when all
     * of it does.
     *
     * @param language BCP 47
     */
    public static List<String> offences(StoryAnswer story, FactSheet facts, String language) {
        StoryCheck check = new StoryCheck(facts, Locale.forLanguageTag(language));
        List<String> offences = new ArrayList<>();
        String title = check.mask.apply(story.title());
        String text = check.mask.apply(story.text());
        check.check("title", title, offences);
        check.check("text", text, offences);
        check.names.checkTitle(title, text, offences);
        check.names.checkText(text, offences);
        return offences.stream().distinct().toList();
    }

    private void check(String part, String masked, List<String> offences) {
        String rest = calendar.check(part, masked, offences);
        numbers.check(part, rest, offences);
        Pattern superlative = SUPERLATIVES.get(language);
        if (superlative == null || facts.isHighest()) {
            return;
        }
        var found = superlative.matcher(masked);
        if (found.find()) {
            offences.add(
                    "the "
                            + part
                            + " says '"
                            + found.group()
                            + "', but the facts do not say that the day is the greatest");
        }
    }
}
