package io.wrapped.jobs.cli.held;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wrapped.jobs.KafkaOptions;
import io.wrapped.state.contract.DeadLetter;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.NamedUser.Form;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.RefusedException;
import java.time.Instant;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

/** The topic of a service that sends JSON, with plays of imports among it. */
class PlayRecordsTest {
    private static final long NOW = Instant.parse("2025-11-15T12:00:00Z").toEpochMilli();
    private static final byte[] GARBAGE = {(byte) 0xff, 0x07};

    private final PlayRecords plays = new PlayRecords(options("json"));

    @Test
    void eachRecordIsReadInItsOwnForm() throws Exception {
        byte[] message = ProtoRecords.bytes(play("ann", 1));
        byte[] line = line("bob", 2);

        assertThat(plays.read(record(message, true))).isEqualTo(play("ann", 1));
        assertThat(plays.read(record(line, false))).isEqualTo(play("bob", 2));
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> plays.read(record(message, false)));
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> plays.read(record(line, true)));
        assertThat(plays.form(true)).isEqualTo(Form.PLAY);
        assertThat(plays.form(false)).isEqualTo(Form.ROW);
    }

    @Test
    void theUserIsNamedByTheValueAndElseByTheKey() {
        assertThat(plays.users(record(line("bob", -1), false))).containsExactly("bob");
        assertThat(plays.users(record(ProtoRecords.bytes(play("ann", -1)), true)))
                .containsExactly("ann");
        assertThat(plays.users(record(GARBAGE, false))).containsExactly("key");
    }

    @Test
    void aDeadLetterIsOfWhomEitherFormNames() {
        assertThat(plays.users(letter(line("bob", -1)))).containsExactly("bob");
        assertThat(plays.users(letter(ProtoRecords.bytes(play("ann", -1))))).contains("ann");
        assertThat(plays.users(letter(GARBAGE))).containsExactly("key");
        assertThat(plays.users(letter(null))).containsExactly("key");
    }

    @Test
    void aFormThatIsNotThereIsNamedWithItsOption() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PlayRecords(options("avro")))
                .withMessage(
                        "kafka.play-format: 'avro' is neither protobuf nor json nor a class on the"
                                + " class path");
    }

    private static Configuration options(String format) {
        Configuration options = new Configuration();
        options.set(KafkaOptions.PLAY_FORMAT, format);
        return options;
    }

    private static DeadLetter letter(byte[] value) {
        return new DeadLetter("play", 0, 1, "reason", "key".getBytes(UTF_8), value, NOW);
    }

    private static HeldRecord record(byte[] value, boolean imported) {
        return new HeldRecord("play", 0, 1, NOW, "key".getBytes(UTF_8), value, NOW, imported);
    }

    private static byte[] line(String user, int ms) {
        return """
        {"event_id": "e", "user_id": "%s", "content_uri": "c", "kind": "MUSIC",\
         "ended_at": %d, "ms_played": %d, "private_session": false}\
        """
                .formatted(user, NOW, ms)
                .getBytes(UTF_8);
    }

    private static Play play(String user, int ms) {
        return new Play(
                "e",
                user,
                "c",
                Kind.MUSIC,
                NOW,
                ms,
                null,
                null,
                null,
                false,
                null,
                null,
                null,
                null);
    }
}
