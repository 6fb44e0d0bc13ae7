package io.wrapped.operators.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wrapped.state.review.RemarkableKind;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The facts of one remarkable day, read once: which of their values are durations, plain numbers,
 * names or dates. Made from the facts' spelling alone, so that facts may gain figures freely: keys
 * {@code ms} and {@code …_ms} hold milliseconds, {@code minutes} and {@code …_minutes} minutes,
 * other numbers are plain, strings are names except dates, kinds and identifiers. An {@code id} is
 * a name only where no {@code name} stands beside it (genres).
 */
public final class FactSheet {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final BigDecimal MS_PER_MINUTE = BigDecimal.valueOf(60_000);

    private final String kind;
    private final LocalDate date;
    private final JsonNode facts;
    private final Map<String, BigDecimal> durations = new TreeMap<>();
    private final Set<BigDecimal> numbers = new LinkedHashSet<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<LocalDate> dates = new LinkedHashSet<>();

    private FactSheet(String kind, LocalDate date, JsonNode facts) {
        this.kind = kind;
        this.date = date;
        this.facts = facts;
        dates.add(date);
        gather("", "", facts, false);
    }

    /**
     * Reads facts as a request holds them.
     *
     * @throws IllegalArgumentException when they are no JSON object
     */
    public static FactSheet of(String factsJson, String kind, int epochDay) {
        JsonNode facts;
        try {
            facts = JSON.readTree(factsJson);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the facts are not JSON: " + e.getMessage(), e);
        }
        if (!facts.isObject()) {
            throw new IllegalArgumentException("the facts are no JSON object");
        }
        return new FactSheet(kind, LocalDate.ofEpochDay(epochDay), facts);
    }

    private void gather(String path, String key, JsonNode node, boolean isIdentifier) {
        if (node.isObject()) {
            boolean isNamed = node.has("name");
            node.properties()
                    .forEach(
                            entry ->
                                    gather(
                                            path.isEmpty()
                                                    ? entry.getKey()
                                                    : path + "." + entry.getKey(),
                                            entry.getKey(),
                                            entry.getValue(),
                                            isIdentifier(entry.getKey(), isNamed)));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                gather(path + "." + i, key, node.get(i), isIdentifier);
            }
        } else if (node.isNumber()) {
            gatherNumber(path, key, node.decimalValue().stripTrailingZeros());
        } else if (node.isTextual() && !isIdentifier) {
            gatherText(node.textValue());
        }
    }

    private static boolean isIdentifier(String key, boolean isNamed) {
        return key.equals("id") && isNamed
                || key.equals("kind")
                || key.equals("uri")
                || key.endsWith("_id")
                || key.endsWith("_uri");
    }

    private void gatherNumber(String path, String key, BigDecimal number) {
        if (key.equals("minutes") || key.endsWith("_minutes")) {
            durations.put(path, number.multiply(MS_PER_MINUTE));
            return;
        }
        numbers.add(number);
        if (isDuration(path, key)) {
            durations.put(path, number);
        }
    }

    private boolean isDuration(String path, String key) {
        if (path.equals("value") || path.equals("usual")) {
            return Arrays.stream(RemarkableKind.values())
                    .filter(known -> known.unit() == RemarkableKind.Unit.MILLISECONDS)
                    .anyMatch(known -> known.name().equals(kind));
        }
        return key.equals("ms") || key.endsWith("_ms");
    }

    private void gatherText(String text) {
        try {
            dates.add(LocalDate.parse(text));
        } catch (DateTimeException e) {
            names.add(text);
        }
    }

    /** The kind of remarkable day. */
    public String kind() {
        return kind;
    }

    /** The remarkable day. */
    public LocalDate date() {
        return date;
    }

    /** The facts as they came. */
    public JsonNode facts() {
        return facts;
    }

    /** Milliseconds by path, such as {@code top_songs.0.ms}. */
    public Map<String, BigDecimal> durations() {
        return durations;
    }

    /** All numbers but minutes, without trailing zeros. */
    public Set<BigDecimal> numbers() {
        return numbers;
    }

    /** Names of songs, artists, shows and genres. */
    public Set<String> names() {
        return names;
    }

    /** The remarkable day and every other date that the facts hold. */
    public Set<LocalDate> dates() {
        return dates;
    }

    /** Whether the day may be called the biggest or the most of its kind. */
    public boolean isHighest() {
        return facts.path("rank").asInt(0) == 1 && facts.path("highest").asBoolean(false);
    }
}
