package io.wrapped.jobs.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What differs between two documents of one listener and year. */
public final class ReviewChanges {
    private static final int LABEL = 22;
    private static final String AS_BEFORE = "as before, story kept";

    private static final Map<String, String> COUNTS =
            ordered(
                    "streams", "streams",
                    "songs", "songs",
                    "artists", "artists",
                    "shows", "shows",
                    "active_days", "active days");

    private static final Map<String, String> TIMES =
            ordered(
                    "music_ms", "minutes of music",
                    "podcast_ms", "minutes of podcasts",
                    "audiobook_ms", "minutes of audiobooks");

    private static final Map<String, String> LISTS =
            ordered(
                    "songs", "top songs",
                    "artists", "top artists",
                    "genres", "top genres",
                    "shows", "top shows");

    private final JsonNode before;
    private final JsonNode after;
    private final boolean sameBytes;

    private ReviewChanges(JsonNode before, JsonNode after, boolean sameBytes) {
        this.before = before;
        this.after = after;
        this.sameBytes = sameBytes;
    }

    /** Compares two documents with their stories. */
    public static ReviewChanges between(String before, String after) {
        return new ReviewChanges(
                ReviewText.parse(before), ReviewText.parse(after), before.equals(after));
    }

    /** Whether not a byte differs, stories included. */
    public boolean none() {
        return sameBytes;
    }

    /** Stories that stand as they were, told apart by their fingerprints. */
    public int storiesKept() {
        Set<String> kept = fingerprints(after);
        kept.retainAll(fingerprints(before));
        return kept.size();
    }

    /** Stories that were not there before. */
    public int storiesAnew() {
        Set<String> anew = fingerprints(after);
        anew.removeAll(fingerprints(before));
        return anew.size();
    }

    /** The changes, a line each. */
    public String render(Style style) {
        List<String> lines = new ArrayList<>();
        COUNTS.forEach((field, label) -> total(field, label, 1, style, lines));
        TIMES.forEach((field, label) -> total(field, label, 60_000, style, lines));
        LISTS.forEach((list, label) -> list(list, label, style, lines));
        days(style, lines);
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private void total(String field, String label, long unit, Style style, List<String> lines) {
        long was = before.path("totals").path(field).asLong();
        long is = after.path("totals").path(field).asLong();
        if (was != is) {
            lines.add(
                    line(
                            label,
                            Figures.count((was + unit / 2) / unit)
                                    + " → "
                                    + style.changed(Figures.count((is + unit / 2) / unit))));
        }
    }

    private void list(String list, String label, Style style, List<String> lines) {
        Map<String, JsonNode> was = byId(before.path("top").path(list));
        Map<String, JsonNode> is = byId(after.path("top").path(list));
        List<String> changes = new ArrayList<>();
        was.forEach(
                (id, entry) -> {
                    JsonNode now = is.get(id);
                    if (now == null) {
                        changes.add(entry(entry) + " is out (was " + figure(list, entry) + ")");
                    } else if (!figure(list, entry).equals(figure(list, now))) {
                        changes.add(
                                entry(entry)
                                        + " "
                                        + figure(list, entry)
                                        + " → "
                                        + figure(list, now));
                    }
                });
        is.forEach(
                (id, entry) -> {
                    if (!was.containsKey(id)) {
                        changes.add(entry(entry) + " is in (" + figure(list, entry) + ")");
                    }
                });
        String shownLabel = label;
        for (String change : changes) {
            lines.add(line(shownLabel, style.changed(TextWidth.printable(change))));
            shownLabel = "";
        }
    }

    private void days(Style style, List<String> lines) {
        Map<String, JsonNode> was = byDay(before);
        Map<String, JsonNode> is = byDay(after);
        Map<String, JsonNode> all = new TreeMap<>(was);
        all.putAll(is);
        String label = "remarkable days";
        for (String key : all.keySet()) {
            JsonNode day = all.get(key);
            lines.add(
                    line(
                            label,
                            DayText.shortDate(day.path("date").asText())
                                    + "  "
                                    + DayText.name(day)));
            for (String line :
                    TextWidth.wrap(
                            fate(was.get(key), is.get(key)), style.width() - 4 - LABEL - 2)) {
                boolean same = line.equals(AS_BEFORE);
                lines.add(line("", "  " + (same ? style.quiet(line) : style.changed(line))));
            }
            label = "";
        }
    }

    private static String fate(@Nullable JsonNode was, @Nullable JsonNode is) {
        if (is == null) {
            return "no longer among the five";
        }
        if (was == null) {
            return "new: " + DayText.measure(is);
        }
        if (fingerprint(was).equals(fingerprint(is))) {
            return AS_BEFORE;
        }
        String measured = DayText.measure(was);
        String measuredNow = DayText.measure(is);
        return (measured.equals(measuredNow)
                        ? "further facts changed"
                        : measured + " → " + measuredNow)
                + "; story written anew";
    }

    private static String line(String label, String text) {
        return "    " + TextWidth.fit(label, LABEL) + text;
    }

    private static String entry(JsonNode entry) {
        return TopList.name(entry, "name");
    }

    private static String figure(String list, JsonNode entry) {
        return list.equals("shows")
                ? Figures.duration(entry.path("ms").asLong())
                : Figures.count(entry.path("streams").asLong());
    }

    private static Map<String, JsonNode> byId(JsonNode entries) {
        Map<String, JsonNode> byId = new LinkedHashMap<>();
        entries.forEach(entry -> byId.put(entry.path("id").asText(), entry));
        return byId;
    }

    private static Map<String, JsonNode> byDay(JsonNode review) {
        Map<String, JsonNode> byDay = new LinkedHashMap<>();
        review.path("remarkable_days")
                .forEach(
                        day ->
                                byDay.put(
                                        day.path("date").asText() + " " + day.path("kind").asText(),
                                        day));
        return byDay;
    }

    private static Set<String> fingerprints(JsonNode review) {
        Set<String> fingerprints = new HashSet<>();
        for (JsonNode day : review.path("remarkable_days")) {
            if (day.path("report").path("status").asText().equals("complete")) {
                fingerprints.add(fingerprint(day));
            }
        }
        return fingerprints;
    }

    private static String fingerprint(JsonNode day) {
        return day.path("report").path("fingerprint").asText();
    }

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> ordered = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            ordered.put(pairs[i], pairs[i + 1]);
        }
        return ordered;
    }
}
