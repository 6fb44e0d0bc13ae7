package io.wrapped.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wrapped.jobs.cli.InventedYear.Planted;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventedYearTest {
    @Test
    void aPlantedDayIsFoundByDateAndKind() throws Exception {
        Planted day = new Planted("ana", "2025-07-12", "BIRTHDAY", "a party");
        String review = "{\"remarkable_days\":[{\"date\":\"2025-07-12\",\"kind\":\"%s\"}]}";
        JsonMapper json = JsonMapper.builder().build();

        assertThat(day.isIn(json.readTree(review.formatted("BIRTHDAY")))).isTrue();
        assertThat(day.isIn(json.readTree(review.formatted("ON_REPEAT_DAY")))).isFalse();
    }

    @Test
    void aPlayIsLateAfterOneThatEndedMoreThanADayLater(@TempDir Path folder) throws Exception {
        Files.writeString(
                folder.resolve("planted.json"),
                """
                {"year":2025,"listeners":[{"user_id":"ana","words":"hums"}],"planted":[],
                 "late_plays":"a phone","late_exclusions":"a song"}
                """);
        Files.writeString(
                folder.resolve("plays.jsonl"),
                play(1, 1_750_000_000_000L)
                        + play(2, 1_750_000_000_000L - 86_400_000L)
                        + play(3, 1_750_000_000_000L - 86_400_001L));

        InventedYear year = InventedYear.read(folder);

        assertThat(year.late()).isEqualTo(1);
        assertThat(year.words()).containsEntry("ana", "hums");
    }

    private static String play(int event, long endedAt) {
        return """
        {"event_id":"%d","user_id":"ana","content_uri":"c","kind":"MUSIC","ended_at":%d,\
        "ms_played":60000,"private_session":false}
        """
                .formatted(event, endedAt);
    }
}
