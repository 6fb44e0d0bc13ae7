package io.wrapped.sinks.hbase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wrapped.state.review.ReviewJson;
import io.wrapped.state.story.Fingerprint;
import io.wrapped.state.story.Story;
import io.wrapped.state.story.Story.Status;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportSplicerTest {
    private static final int MARCH_9 = (int) LocalDate.of(2025, 3, 9).toEpochDay();

    /** Numbers and spaces that a parser would write in another way. */
    private static final String FACTS = "{\"value\":1.0E-5, \"x\":[{\"a\":2.50}],\"n\":\"Zoë\"}";

    private static final String PENDING =
            "{\"status\":\"pending\",\"title\":null,\"text\":null,\"language\":null,"
                    + "\"model\":null,\"prompt_version\":null,\"fingerprint\":null}";

    @Test
    void documentWithoutDaysIsUntouched() {
        String document = "{\"user_id\":\"ü\",\"top\":{\"songs\":[]},\"remarkable_days\":[]}";
        assertThat(splice(document, Map.of())).isEqualTo(document);
    }

    @Test
    void everyDayGetsAReportAndNothingElseChanges() {
        String document = document("2025-03-09", FACTS, "2025-04-01", "{}");
        assertThat(splice(document, Map.of()))
                .isEqualTo(
                        "{\"user_id\":\"ü\",\"remarkable_days\":["
                                + "{\"date\":\"2025-03-09\",\"score\":0.10,\"facts\":"
                                + FACTS
                                + ",\"report\":"
                                + PENDING
                                + "},{\"date\":\"2025-04-01\",\"score\":0.10,\"facts\":{},"
                                + "\"report\":"
                                + PENDING
                                + "}],\"z\":1}");
    }

    @Test
    void storyOfTheseFactsIsShown() {
        Story story = story(Status.COMPLETE, FACTS);
        assertThat(splice(document("2025-03-09", FACTS), Map.of(MARCH_9, story)))
                .contains(
                        "{\"status\":\"complete\",\"title\":\"A \\\"day\\\"\",\"text\":\"ü\","
                                + "\"language\":\"en\",\"model\":\"m\",\"prompt_version\":\"1\","
                                + "\"fingerprint\":\""
                                + story.fingerprint()
                                + "\"}");
    }

    @Test
    void storyOfOtherFactsIsStaleAndNotShown() {
        Story story = story(Status.COMPLETE, "{\"value\":0.00001}");
        assertThat(splice(document("2025-03-09", FACTS), Map.of(MARCH_9, story)))
                .contains("\"report\":" + PENDING.replace("pending", "stale"));
    }

    /**
     * The request for a story carries the facts as the day has them, the reader sees the document.
     */
    @Test
    void storyAskedForByTheReviewIsOfTheDocumentsFacts() {
        byte[] document =
                ("{\"user_id\":\"u\",\"year\":2025,\"through\":\"2025-03-09\",\"eligible\":true,"
                                + "\"totals\":{\"streams\":1,\"music_ms\":1,\"podcast_ms\":0,"
                                + "\"audiobook_ms\":0,\"songs\":1,\"artists\":1,\"shows\":0,"
                                + "\"active_days\":1},\"top\":{\"songs\":[],\"artists\":[],"
                                + "\"genres\":[],\"shows\":[]},\"remarkable_days\":[{"
                                + "\"date\":\"2025-03-09\",\"kind\":\"BIRTHDAY\",\"score\":0.5,"
                                + "\"facts\":"
                                + FACTS
                                + "}]}")
                        .getBytes(UTF_8);
        String whole =
                ReportSplicer.splice(document, Map.of(MARCH_9, story(Status.COMPLETE, FACTS)));
        assertThat(whole).contains("\"status\":\"complete\"");
        assertThat(ReviewJson.read(whole.getBytes(UTF_8)).totals())
                .isEqualTo(ReviewJson.read(document).totals());
    }

    @Test
    void failedStoryHasNoText() {
        Story story = story(Status.FAILED, FACTS);
        assertThat(splice(document("2025-03-09", FACTS), Map.of(MARCH_9, story)))
                .contains(
                        "{\"status\":\"failed\",\"title\":null,\"text\":null,\"language\":\"en\"");
    }

    @Test
    void storyOfAnotherDayIsNotShown() {
        Story story = story(Status.COMPLETE, FACTS);
        assertThat(splice(document("2025-03-09", FACTS), Map.of(MARCH_9 + 1, story)))
                .contains(PENDING);
    }

    @Test
    void damagedDocumentIsToldApart() {
        assertThatThrownBy(() -> splice("{\"remarkable_days\":3}", Map.of()))
                .hasMessageContaining("remarkable_days is VALUE_NUMBER_INT, expected START_ARRAY");
    }

    private static Story story(Status status, String facts) {
        return new Story(
                status,
                "A \"day\"",
                "ü",
                "en",
                "m",
                "1",
                Fingerprint.of(facts, "1", "m", "en"),
                null);
    }

    private static String document(String... datesAndFacts) {
        StringBuilder days = new StringBuilder();
        for (int i = 0; i < datesAndFacts.length; i += 2) {
            days.append(i == 0 ? "" : ",")
                    .append("{\"date\":\"")
                    .append(datesAndFacts[i])
                    .append("\",\"score\":0.10,\"facts\":")
                    .append(datesAndFacts[i + 1])
                    .append('}');
        }
        return "{\"user_id\":\"ü\",\"remarkable_days\":[" + days + "],\"z\":1}";
    }

    private static String splice(String document, Map<Integer, Story> stories) {
        return ReportSplicer.splice(document.getBytes(UTF_8), stories);
    }
}
