package io.wrapped.operators.story;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the names of a text, whose known names are masked, are made of words of the facts' names:
 * what stands between quotation marks, and capitalised words that neither start a sentence nor are
 * capitalised by the language. A word that starts an English sentence must be a name of the facts
 * or a common word.
 */
final class NameCheck {
    private static final Pattern WORD =
            Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}]*(?:['-][\\p{L}\\p{M}\\p{N}]+)*");
    private static final Pattern QUOTED =
            Pattern.compile(
                    "\"([^\"]*)\"|“([^”]*)”|„([^“”]*)[“”]|«([^»]*)»|»([^«]*)«|「([^」]*)」|『([^』]*)』"
                            + "|(?<![\\p{L}\\p{N}])'([^'\\n]{2,80})'(?![\\p{L}\\p{N}])");
    private static final Set<String> NOUNS_CAPITALISED = Set.of("de", "lb", "nds", "gsw");
    private static final Set<String> ALWAYS_CAPITALISED =
            Set.of("i", "i'm", "i've", "i'd", "i'll", "ok", "dj");
    private static final Set<String> GERMAN_NOUNS =
            Set.of(
                    "abend",
                    "album",
                    "anfang",
                    "augenblick",
                    "dank",
                    "ende",
                    "entdeckung",
                    "entdeckungen",
                    "folge",
                    "folgen",
                    "freude",
                    "gefühl",
                    "genre",
                    "herz",
                    "herzen",
                    "jahr",
                    "jahres",
                    "klang",
                    "klänge",
                    "künstler",
                    "künstlerin",
                    "künstlerinnen",
                    "künstlern",
                    "lied",
                    "lieder",
                    "liedern",
                    "lieblingslied",
                    "mal",
                    "minute",
                    "minuten",
                    "mittag",
                    "moment",
                    "monat",
                    "morgen",
                    "musik",
                    "nacht",
                    "name",
                    "namen",
                    "ohr",
                    "ohren",
                    "platz",
                    "podcast",
                    "podcasts",
                    "rhythmus",
                    "schleife",
                    "sekunden",
                    "sendung",
                    "sommer",
                    "song",
                    "songs",
                    "soundtrack",
                    "stimme",
                    "stimmen",
                    "stück",
                    "stücke",
                    "stunde",
                    "stunden",
                    "tag",
                    "tage",
                    "tagen",
                    "tages",
                    "titel",
                    "ton",
                    "töne",
                    "uhr",
                    "welt",
                    "winter",
                    "woche",
                    "wiedergaben",
                    "zeit",
                    "du",
                    "dich",
                    "dir",
                    "dein",
                    "deine",
                    "deinem",
                    "deinen",
                    "deiner",
                    "deines",
                    "sie",
                    "ihr",
                    "ihre",
                    "ihnen");

    private final CalendarCheck calendar;
    private final String language;
    private final Set<String> allowed = new HashSet<>(ALWAYS_CAPITALISED);

    NameCheck(FactSheet facts, CalendarCheck calendar, String language) {
        this.calendar = calendar;
        this.language = language;
        facts.names().forEach(this::allowWords);
        allowWords(facts.kind().replace('_', ' '));
        if (facts.kind().equals("NEW_YEARS_DAY")) {
            allowWords("New Year's Day");
        }
    }

    private void allowWords(String name) {
        words(NameMask.normalise(name).toLowerCase(Locale.ROOT))
                .forEach(
                        word -> {
                            allowed.add(word);
                            allowed.addAll(List.of(word.split("['-]")));
                        });
    }

    private static List<String> words(String text) {
        return WORD.matcher(text).results().map(MatchResult::group).toList();
    }

    void checkText(String text, List<String> offences) {
        checkQuotes("text", text, offences);
        checkCapitals("text", text, lowerCaseWords(text), false, offences);
    }

    /**
     * A title in title case is read leniently: its common words may be capitalised.
     *
     * @param text the story's text, whose lower-case words are common words
     */
    void checkTitle(String title, String text, List<String> offences) {
        checkQuotes("title", title, offences);
        boolean titleCase =
                words(title).stream()
                        .filter(word -> word.length() > 4)
                        .allMatch(word -> Character.isUpperCase(word.codePointAt(0)));
        Set<String> common = lowerCaseWords(text);
        common.addAll(lowerCaseWords(title));
        checkCapitals("title", title, common, titleCase, offences);
    }

    private static Set<String> lowerCaseWords(String text) {
        Set<String> words = new HashSet<>();
        for (String word : words(text)) {
            if (Character.isLowerCase(word.codePointAt(0))) {
                words.add(word);
            }
        }
        return words;
    }

    private void checkQuotes(String part, String text, List<String> offences) {
        Matcher quoted = QUOTED.matcher(text);
        while (quoted.find()) {
            String content = quoted.group();
            for (String word : words(content.toLowerCase(Locale.ROOT))) {
                if (!isAllowed(word)) {
                    offences.add(
                            "the "
                                    + part
                                    + " quotes "
                                    + content.replace(NameMask.SIGN, '…')
                                    + ", which is no name of the facts");
                    break;
                }
            }
        }
    }

    private void checkCapitals(
            String part, String text, Set<String> common, boolean lenient, List<String> offences) {
        Matcher word = WORD.matcher(text);
        String before = "";
        boolean afterUnknownNoun = false;
        int end = 0;
        while (word.find()) {
            before = text.substring(0, word.start());
            boolean follows = text.substring(end, word.start()).isBlank();
            boolean isUnknown =
                    Character.isUpperCase(word.group().codePointAt(0))
                            && !isAllowed(word.group().toLowerCase(Locale.ROOT));
            boolean startsSentence = Sentences.startsAfter(before);
            if (isUnknown && isName(word.group(), startsSentence, common, lenient)) {
                offences.add(offence(part, word.group()));
            } else if (isUnknown && isNoun(word.group()) && !startsSentence) {
                if (follows && afterUnknownNoun) {
                    offences.add(offence(part, word.group()));
                }
            }
            afterUnknownNoun = isUnknown && isNoun(word.group());
            end = word.end();
        }
    }

    /** Whether a capitalised word that the facts do not hold must be taken for a name. */
    private boolean isName(
            String word, boolean startsSentence, Set<String> common, boolean lenient) {
        if (NOUNS_CAPITALISED.contains(language)) {
            return word.substring(1).codePoints().filter(Character::isUpperCase).count() > 0
                    && !word.contains("-");
        }
        if (startsSentence || lenient) {
            boolean isJudged = language.equals("en");
            return isJudged ? !isCommon(word, common) : !startsSentence;
        }
        return true;
    }

    /** Whether it may be an ordinary word of a language that capitalises nouns. */
    private boolean isNoun(String word) {
        return NOUNS_CAPITALISED.contains(language)
                && !GERMAN_NOUNS.contains(word.toLowerCase(Locale.ROOT));
    }

    private static boolean isCommon(String word, Set<String> common) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (common.contains(lower) || CommonWords.contains(lower)) {
            return true;
        }
        List<String> parts = List.of(lower.split("-"));
        return parts.size() > 1 && parts.stream().allMatch(CommonWords::contains);
    }

    private boolean isAllowed(String word) {
        if (allowed.contains(word) || calendar.isOwnWord(word)) {
            return true;
        }
        if (word.endsWith("'s") || word.endsWith("'")) {
            return isAllowed(word.substring(0, word.lastIndexOf('\'')));
        }
        List<String> parts = List.of(word.split("-"));
        return parts.size() > 1 && parts.stream().allMatch(allowed::contains);
    }

    private static String offence(String part, String word) {
        return "the "
                + part
                + " says '"
                + word
                + "', which is no name of the facts and no word that is capitalised there";
    }
}
