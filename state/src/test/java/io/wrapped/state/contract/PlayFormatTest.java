package io.wrapped.state.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlayFormatTest {
    private static final ClassLoader CLASSES = PlayFormatTest.class.getClassLoader();

    /** Does with a record what the record says. */
    public static final class Scripted implements PlayDecoder {
        @Override
        @SuppressWarnings("NullAway")
        public Play decode(PlayRecord record) throws RefusedException {
            Play good = Plays.of(true, 50_000);
            return switch (new String(record.value(), StandardCharsets.UTF_8)) {
                case "good" -> Plays.good();
                case "too long" -> Plays.of(false, -1);
                case "nothing" -> null;
                case "no user" -> with(null, good);
                case "half a character" -> with("\ud83d", good);
                case "undeclared" -> PlayFormatTest.<RuntimeException>undeclared();
                case "without end" -> decode(record);
                case "unlinked" -> throw new NoClassDefFoundError("secret");
                case "never" -> throw new AssertionError("secret");
                case "no memory" -> throw new OutOfMemoryError("of the process");
                default -> throw new IllegalStateException("secret");
            };
        }

        private static Play with(String user, Play play) {
            return new Play(
                    play.eventId(),
                    user,
                    play.contentUri(),
                    play.kind(),
                    play.endedAt(),
                    play.msPlayed(),
                    null,
                    null,
                    null,
                    play.privateSession(),
                    null,
                    null,
                    null,
                    null);
        }
    }

    /** Cannot be made without what it is not given. */
    public static final class Needy implements PlayDecoder {
        public Needy(String setting) {}

        @Override
        public Play decode(PlayRecord record) {
            throw new UnsupportedOperationException();
        }
    }

    /** Does not find what it has in its jar. */
    public static final class Unsettled implements PlayDecoder {
        public Unsettled() throws IOException {
            throw new FileNotFoundException("decoder.properties");
        }

        @Override
        public Play decode(PlayRecord record) {
            throw new UnsupportedOperationException();
        }
    }

    /** Does not even come to its constructor. */
    public static final class Uninitialised implements PlayDecoder {
        private static final int SETTING = Integer.parseInt("many");

        @Override
        public Play decode(PlayRecord record) {
            throw new UnsupportedOperationException(String.valueOf(SETTING));
        }
    }

    @Test
    void aPlayOfAnotherFormIsKeptAsProtobufAndOursAsItWasRead() throws Exception {
        byte[] read = "good".getBytes(StandardCharsets.UTF_8);
        byte[] unknownField = {(byte) 0xf8, 0x3f, 0x01};

        byte[] kept = scripted().kept(Plays.good(), read);

        assertThat(ProtoRecords.play(kept, Plays.NOW)).isEqualTo(Plays.good());
        assertThat(PlayFormat.protobuf().kept(Plays.good(), unknownField)).isSameAs(unknownField);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "too long | ms_played out of bounds (0 to 86400000) | false",
                "nothing | the decoder failed: it gave no play | true",
                "no user | user_id missing | true",
                "half a character | user_id is not Unicode (half a surrogate pair) | true"
            })
    void whatADecoderGivesIsChecked(String said, String reason, boolean isPrivate) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> scripted().read(record(said), Plays.NOW))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason))
                .satisfies(refusal -> assertThat(refusal.isPrivatePlay()).isEqualTo(isPrivate));
    }

    /** Nobody knows whether the play was private, and the exception's message may show it. */
    @Test
    void aDecoderThatFailsLeavesTheClassAndThePlaceAlone() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> scripted().read(record("?"), Plays.NOW))
                .satisfies(
                        refusal ->
                                assertThat(refusal.reason())
                                        .startsWith(
                                                PlayFormat.FAILED
                                                        + "java.lang.IllegalStateException at ")
                                        .contains("PlayFormatTest.java:")
                                        .doesNotContain("secret"))
                .satisfies(refusal -> assertThat(refusal.isPrivatePlay()).isTrue());
    }

    /** Whatever it is that a record makes a decoder throw, the job goes on. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "undeclared | java.io.IOException",
                "without end | java.lang.StackOverflowError",
                "unlinked | java.lang.NoClassDefFoundError",
                "never | java.lang.AssertionError"
            })
    void whatADecoderMayNotThrowIsItsFailureAllTheSame(String said, String type) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> scripted().read(record(said), Plays.NOW))
                .satisfies(
                        refusal ->
                                assertThat(refusal.reason())
                                        .startsWith(PlayFormat.FAILED + type + " at ")
                                        .doesNotContain("secret"))
                .satisfies(refusal -> assertThat(refusal.isPrivatePlay()).isTrue());
        assertThat(scripted().namedUser(record(said))).isNull();
    }

    /** Nothing is known of the record then. */
    @Test
    void aProcessOutOfMemoryIsNoRefusal() {
        assertThatThrownBy(() -> scripted().read(record("no memory"), Plays.NOW))
                .isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void theUserIsFoundThoughThePlayBreaksABound() {
        byte[] message = ProtoRecords.bytes(Plays.of(false, -1));
        byte[] line = Plays.json("\"ms_played\": -1").getBytes(StandardCharsets.UTF_8);

        assertThat(PlayFormat.protobuf().namedUser(new PlayRecord(message, null, 0)))
                .isEqualTo("u1");
        assertThat(PlayFormat.of("json", CLASSES).namedUser(new PlayRecord(line, null, 0)))
                .isEqualTo("u1");
        assertThat(scripted().namedUser(record("too long"))).isEqualTo("u1");
        assertThat(scripted().namedUser(record("?"))).isNull();
    }

    @Test
    void aNameThatIsNoDecoderIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlayFormat.of("avro", CLASSES))
                .withMessage("'avro' is neither protobuf nor json nor a class on the class path");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlayFormat.of("java.lang.String", CLASSES))
                .withMessageContaining("does not implement " + PlayDecoder.class.getName());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlayFormat.of(Needy.class.getName(), CLASSES))
                .withMessageContaining("public constructor without parameters");
    }

    @Test
    void aDecoderThatCannotBeMadeIsToldWithItsOwnReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlayFormat.of(Unsettled.class.getName(), CLASSES))
                .withMessage(
                        Unsettled.class.getName()
                                + " fails when it is made:"
                                + " java.io.FileNotFoundException: decoder.properties")
                .withCauseInstanceOf(FileNotFoundException.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlayFormat.of(Uninitialised.class.getName(), CLASSES))
                .withMessage(
                        Uninitialised.class.getName()
                                + " fails when it is made:"
                                + " java.lang.NumberFormatException: For input string: \"many\"");
    }

    @Test
    void aDecoderWhoseLibraryIsMissingIsToldSo() {
        ClassLoader broken =
                new ClassLoader(CLASSES) {
                    @Override
                    protected Class<?> loadClass(String name, boolean resolve) {
                        throw new NoClassDefFoundError("com/example/Library");
                    }
                };

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlayFormat.of("com.example.Plays", broken))
                .withMessage(
                        "com.example.Plays cannot be loaded: java.lang.NoClassDefFoundError:"
                                + " com/example/Library");
    }

    /** Throws what the compiler lets nobody throw here. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> Play undeclared() throws E {
        throw (E) new IOException("secret");
    }

    private static PlayFormat scripted() {
        return PlayFormat.of(Scripted.class.getName(), CLASSES);
    }

    private static PlayRecord record(String said) {
        return new PlayRecord(said.getBytes(StandardCharsets.UTF_8), null, 0);
    }
}
