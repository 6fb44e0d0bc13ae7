package io.wrapped.state.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;

/** Compares what ran a {@link Case} with what it expects, as exactly as the cases ask for. */
public final class CaseComparison {
    // A step of the ninth decimal.
    private static final double TOLERANCE = 1.5e-9;
    private static final Set<String> ROUNDED = Set.of("score", "value", "usual");

    private CaseComparison() {}

    /** Fails unless documents, report and dead letters are the expected ones. */
    public static void assertMatches(Case expected, CaseResult actual) {
        assertDocumentsMatch(expected, actual);
        SoftAssertions.assertSoftly(
                softly -> {
                    softly.assertThat(actual.report())
                            .as("report of %s", expected)
                            .isEqualTo(expected.report());
                    softly.assertThat(actual.deadLetters())
                            .as("dead letters of %s", expected)
                            .isEqualTo(expected.deadLetters());
                });
    }

    /** Fails unless the documents are the expected ones. */
    public static void assertDocumentsMatch(Case expected, CaseResult actual) {
        assertThat(actual.documents().keySet())
                .as("users with a document in %s", expected)
                .isEqualTo(expected.documents().keySet());
        expected.documents()
                .forEach(
                        (user, document) ->
                                assertThat(differences(document, actual.documents().get(user)))
                                        .as("document of %s in %s", user, expected)
                                        .isEmpty());
    }

    /** Where an actual document differs from the expected one, one line a place. */
    public static List<String> differences(JsonNode expected, JsonNode actual) {
        List<String> differences = new ArrayList<>();
        compare("", "", expected, actual, differences);
        return differences;
    }

    private static void compare(
            String place, String key, JsonNode expected, JsonNode actual, List<String> to) {
        if (expected.isObject() && actual.isObject()) {
            compareObjects(place, key, expected, actual, to);
        } else if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
            for (int i = 0; i < expected.size(); i++) {
                compare(place + "[" + i + "]", key, expected.get(i), actual.get(i), to);
            }
        } else if (!isSame(key, expected, actual)) {
            to.add(place + ": expected " + expected + " but was " + actual);
        }
    }

    private static void compareObjects(
            String place, String key, JsonNode expected, JsonNode actual, List<String> to) {
        Set<String> fields = new TreeSet<>();
        expected.fieldNames().forEachRemaining(fields::add);
        if (!key.equals("facts")) {
            // Further facts are free; so is a day's report.
            actual.fieldNames().forEachRemaining(fields::add);
            if (key.equals("remarkable_days")) {
                fields.remove("report");
            }
        }
        for (String field : fields) {
            String at = place + "." + field;
            if (expected.has(field) && actual.has(field)) {
                compare(at, field, expected.get(field), actual.get(field), to);
            } else {
                to.add(at + (expected.has(field) ? " is missing" : " is not expected"));
            }
        }
    }

    private static boolean isSame(String key, JsonNode expected, JsonNode actual) {
        if (!expected.isNumber() || !actual.isNumber()) {
            return expected.equals(actual);
        }
        if (ROUNDED.contains(key)) {
            double wanted = expected.doubleValue();
            double off = Math.abs(wanted - actual.doubleValue());
            return off <= TOLERANCE * Math.max(1, Math.abs(wanted));
        }
        return expected.decimalValue().compareTo(actual.decimalValue()) == 0;
    }
}
