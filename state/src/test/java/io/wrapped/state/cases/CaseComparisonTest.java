package io.wrapped.state.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseComparisonTest {
    private static final String EXPECTED = day("0.5", "\"value\": 5, \"streams\": 2", "");

    @Test
    void wholeNumbersAndDecimalsThatAreEqualAreTheSame() throws Exception {
        assertThat(differences(day("0.50", "\"value\": 5.0, \"streams\": 2", ""))).isEmpty();
    }

    @Test
    void furtherFactsAndTheReportAreFree() throws Exception {
        String actual = day("0.5", "\"value\": 5, \"streams\": 2, \"more\": 1", ", \"report\": {}");

        assertThat(differences(actual)).isEmpty();
    }

    @Test
    void scoresMayBeOffByAStepAndCountsMayNot() throws Exception {
        String step = day("0.500000001", "\"value\": 5.000000007, \"streams\": 2", "");
        String off = day("0.500000002", "\"value\": 5, \"streams\": 2.000000001", "");

        assertThat(differences(step)).isEmpty();
        assertThat(differences(off))
                .containsExactly(
                        ".remarkable_days[0].facts.streams: expected 2 but was 2.000000001",
                        ".remarkable_days[0].score: expected 0.5 but was 0.500000002");
    }

    @Test
    void missingAndFurtherFieldsAreDifferences() throws Exception {
        assertThat(differences(day("0.5", "\"value\": 5", ", \"why\": 1")))
                .containsExactly(
                        ".remarkable_days[0].facts.streams is missing",
                        ".remarkable_days[0].why is not expected");
    }

    @Test
    void anotherNumberOfDaysIsADifference() throws Exception {
        assertThat(differences("{\"remarkable_days\": []}")).hasSize(1);
    }

    private static List<String> differences(String actual) throws Exception {
        return CaseComparison.differences(json(EXPECTED), json(actual));
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }

    private static String day(String score, String facts, String more) {
        return "{\"remarkable_days\": [{\"score\": %s, \"facts\": {%s}%s}]}"
                .formatted(score, facts, more);
    }
}
