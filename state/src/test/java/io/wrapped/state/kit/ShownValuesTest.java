package io.wrapped.state.kit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.PlayRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownValuesTest {
    private final ShownValues shown = new ShownValues(ShownValuesTest::form);

    private static PlayRecord form(Play play) {
        return record(
                "%s user_id=%s kind=%s listened_ms=%d"
                        .formatted(
                                play.privateSession() ? "private" : "public",
                                play.userId(),
                                play.kind(),
                                play.msPlayed()),
                play.userId());
    }

    private static PlayRecord record(String value, String key) {
        return new PlayRecord(value.getBytes(UTF_8), key.getBytes(UTF_8), 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user_id missing",
                "neither public nor private",
                "kind is not MUSIC, PODCAST or AUDIOBOOK",
                "breaks off behind user"
            })
    void theWordsOfTheFormAreItsOwn(String reason) {
        for (String record :
                new String[] {"private user_id=4711 kind=MUSIC", "public user_id=4711 user"}) {
            assertThat(shown.of(record(record, "4711"), reason)).isEmpty();
        }
    }

    @Test
    void wordsOfTheRecordAreShown() {
        PlayRecord record = record("public user_id=eve-4711 listened_ms=lange", "listener");

        assertThat(shown.of(record, "For input string: \"lange\"")).containsExactly("lange");
        assertThat(shown.of(record, "no user eve-4711")).containsExactly("4711");
        assertThat(shown.of(record, "unknown: listener")).containsExactly("listener");
    }

    @Test
    void numbersOfThePlayAreShownWhateverTheFormMakesOfThem() {
        Play play = SamplePlays.full(false);

        assertThat(ShownValues.of(play, "187654 ms are too many")).containsExactly("187654");
        assertThat(ShownValues.of(play, "ended at 1740828153")).containsExactly("1740828153");
        assertThat(ShownValues.of(play, "ms_played out of bounds (0 to 86400000)")).isEmpty();
    }
}
