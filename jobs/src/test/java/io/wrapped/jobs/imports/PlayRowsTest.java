package io.wrapped.jobs.imports;

import static io.wrapped.jobs.imports.HistoryFormat.PLAY_JSONL;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.jobs.imports.ImportedRow.Refused;
import io.wrapped.state.contract.Play;
import org.junit.jupiter.api.Test;

class PlayRowsTest {
    private static final String PLAY =
            "{\"event_id\": \"e1\", \"user_id\": \"u1\", \"content_uri\": \"c\", "
                    + "\"kind\": \"MUSIC\", \"ended_at\": 1735776000000, \"ms_played\": 60000, "
                    + "\"private_session\": %s, \"source\": {\"title\": \"%s\"}}";

    @Test
    void eventIdsAndUsersAreKept() {
        Play play = Imports.plays(PLAY_JSONL, PLAY.formatted(false, "T")).get(0);
        assertThat(play.eventId()).isEqualTo("e1");
        assertThat(play.userId()).isEqualTo("u1");
    }

    @Test
    void brokenLineOfAPrivateSessionKeepsNoBytes() {
        String broken = PLAY.formatted(true, "T").replace("}}", "");
        String file = broken + "\n" + PLAY.formatted(false, "T") + "\nnonsense";
        assertThat(Imports.refusals(Imports.readText(PLAY_JSONL, file)))
                .extracting(refused -> refused.bytes() == null)
                .containsExactly(true, false);
    }

    @Test
    void lineThatIsNotUtf8IsABadRow() {
        byte[] open = PLAY.formatted(false, "Bj\u00f6rk").getBytes(ISO_8859_1);
        byte[] hidden = PLAY.formatted(true, "Bj\u00f6rk").getBytes(ISO_8859_1);
        Refused refused = Imports.refusals(Imports.readBytes(PLAY_JSONL, open)).get(0);
        assertThat(refused.reason()).isEqualTo("not UTF-8");
        assertThat(refused.bytes()).isEqualTo(open);
        assertThat(Imports.refusals(Imports.readBytes(PLAY_JSONL, hidden)).get(0).bytes()).isNull();
    }
}
