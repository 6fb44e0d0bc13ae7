package io.wrapped.state.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.contract.Exclusion.Target;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.Source;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodecsTest {
    private static final Item PLAIN = new Item(Kind.MUSIC, "spotify:track:1", null, null);
    private static final Item FULL =
            new Item(Kind.PODCAST, "ü", new Source("t", null, null, "s"), "spotify:playlist:1");

    @Test
    void aDayTakesAFewBytesAStream() throws IOException {
        DayRollup day = new DayRollup();
        for (int item = 0; item < 100; item++) {
            day.add(item * 3, 1, 200_000 + item);
        }

        assertThat(written(Codecs.DAY_ROLLUP, day)).hasSizeLessThan(100 * 4 + 2);
        DayRollup read = copy(Codecs.DAY_ROLLUP, day);
        assertThat(read.size()).isEqualTo(100);
        assertThat(read.item(99)).isEqualTo(297);
        assertThat(read.ms(99)).isEqualTo(200_099);
    }

    @Test
    void everyTypeIsReadAsItWasWritten() throws IOException {
        assertThat(copy(Codecs.ITEMS, List.of(PLAIN, FULL))).containsExactly(PLAIN, FULL);
        assertThat(copy(Codecs.SEEN, new long[] {-1, 7})).containsExactly(-1, 7);

        PlayEvent play =
                new PlayEvent(
                        "u",
                        -5,
                        Kind.AUDIOBOOK,
                        "uri",
                        -1,
                        30_000,
                        -840,
                        "ctx",
                        new Source(null, "a", null, null),
                        77,
                        new Origin("import", "play", 3, 1L << 40));
        assertThat(copy(Codecs.PLAY_EVENT, play)).isEqualTo(play);

        Exclusions exclusions = new Exclusions();
        exclusions.apply(new Exclusion("u", Target.ARTIST, "a", true, 5));
        Exclusions read = copy(Codecs.EXCLUSIONS, exclusions);
        assertThat(read.excludes(Target.ARTIST, "a")).isTrue();
        assertThat(read.records()).containsExactlyElementsOf(exclusions.records());
    }

    @Test
    void aListenerIsReadAsItWasWritten() throws IOException {
        Listener listener = new Listener();
        listener.setProfile(new Profile("u", "Asia/Tokyo", "--02-29", "ja", null, false));
        listener.reviewed(123);
        listener.streamedOn(20_000);
        listener.streamedOn(-1);
        listener.reviewStored(2025, Long.MIN_VALUE, 5);
        listener.triggerHandled(1_000, 9);
        listener.nextVersion();
        listener.setSeen(70, 2);
        listener.setItems(33);

        assertThat(copy(Codecs.LISTENER, listener)).usingRecursiveComparison().isEqualTo(listener);
    }

    /** The first released encoding, byte for byte: a change needs a new version. */
    @Test
    void theEncodingIsTheReleasedOne() throws IOException {
        DayRollup day = new DayRollup();
        day.add(2, 1, 30_000);
        day.add(5, 3, 600_000);

        assertThat(hex(Codecs.DAY_ROLLUP, day)).isEqualTo("0204b0ea010703c0cf24");
        assertThat(hex(Codecs.ITEMS, List.of(PLAIN)))
                .isEqualTo("01000f73706f746966793a747261636b3a31");
        assertThat(hex(Codecs.SEEN, new long[] {1})).isEqualTo("010000000000000001");
    }

    private static <T> String hex(Codec<T> codec, T value) throws IOException {
        return HexFormat.of().formatHex(written(codec, value));
    }

    private static <T> byte[] written(Codec<T> codec, T value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        codec.write(value, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static <T> T copy(Codec<T> codec, T value) throws IOException {
        DataInputStream input =
                new DataInputStream(new ByteArrayInputStream(written(codec, value)));
        T read = codec.read(input, codec.version());
        assertThat(input.available()).isZero();
        return read;
    }
}
