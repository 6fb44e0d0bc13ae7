package io.wrapped.state.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.PlayDecoder;
import io.wrapped.state.contract.PlayFormat;
import io.wrapped.state.contract.PlayRecord;
import io.wrapped.state.contract.RefusedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every {@link PlayDecoder} is held to: extend this for one of your own, and say how its form
 * writes a play. Everything is read as the jobs read it, through a {@link PlayFormat} made of the
 * decoder's name.
 */
public abstract class PlayDecoderKit {
    private static final long SEED = 20_251_115;
    private static final int MUTATIONS = 2_000;
    private static final int THREADS = 4;
    private static final int ROUNDS = 200;

    /** The value of {@code kafka.play-format}. */
    protected abstract String format();

    /** A play as the service sends it. */
    protected abstract PlayRecord record(Play play);

    /**
     * What comes back of a play: itself, where the service's form has a place for everything. A
     * form that, say, knows no country gives the play without.
     */
    protected Play carried(Play play) {
        return play;
    }

    /** Records that are no play, by what is wrong with them. */
    protected abstract Map<String, PlayRecord> broken();

    /** Records that are no play but can be read to be of a private session, likewise. */
    protected abstract Map<String, PlayRecord> brokenPrivate();

    @TestFactory
    Stream<DynamicTest> aPlayComesBack() {
        return SamplePlays.good().entrySet().stream()
                .map(
                        sample ->
                                dynamicTest(
                                        "one " + sample.getKey(),
                                        () ->
                                                assertThat(read(record(sample.getValue())))
                                                        .isEqualTo(carried(sample.getValue()))));
    }

    @TestFactory
    Stream<DynamicTest> aPlayOutOfBoundsIsRefused() {
        return outOfBounds(false);
    }

    @TestFactory
    Stream<DynamicTest> aPrivatePlayOutOfBoundsIsRefusedAndMarked() {
        return outOfBounds(true);
    }

    private Stream<DynamicTest> outOfBounds(boolean isPrivate) {
        return SamplePlays.outOfBounds(isPrivate).entrySet().stream()
                .map(
                        sample ->
                                dynamicTest(
                                        sample.getKey(),
                                        () -> {
                                            Play play = sample.getValue();
                                            String reason = assertRefused(record(play), isPrivate);
                                            assertThat(ShownValues.of(play, reason)).isEmpty();
                                        }));
    }

    @TestFactory
    Stream<DynamicTest> aBrokenRecordIsRefused() {
        return broken().entrySet().stream()
                .map(
                        sample ->
                                dynamicTest(
                                        sample.getKey(),
                                        () -> assertRefused(sample.getValue(), false)));
    }

    @TestFactory
    Stream<DynamicTest> aBrokenRecordOfAPrivateSessionIsMarked() {
        assertThat(brokenPrivate()).as("a form has some").isNotEmpty();
        return brokenPrivate().entrySet().stream()
                .map(
                        sample ->
                                dynamicTest(
                                        sample.getKey(),
                                        () -> assertRefused(sample.getValue(), true)));
    }

    @Test
    void nothingButARefusalComesOfAnyBytes() {
        PlayFormat format = open();
        ShownValues shown = new ShownValues(this::record);
        Play play = SamplePlays.full(false);
        PlayRecord whole = record(play);
        for (byte[] value : mutations(whole.value())) {
            PlayRecord mutation = with(whole, value);
            try {
                format.read(mutation, SamplePlays.NOW);
            } catch (RefusedException refusal) {
                assertTells(refusal.reason(), mutation, shown);
                assertThat(ShownValues.of(play, refusal.reason())).isEmpty();
            }
        }
    }

    @Test
    void whatWasReadBeforeDoesNotMatter() throws Exception {
        PlayFormat used = open();
        assertAllComeBack(used);
        for (PlayRecord refused : broken().values()) {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> used.read(refused, SamplePlays.NOW));
        }
        assertAllComeBack(used);
    }

    private void assertAllComeBack(PlayFormat used) throws RefusedException {
        for (Map.Entry<String, Play> sample : SamplePlays.good().entrySet()) {
            assertThat(used.read(record(sample.getValue()), SamplePlays.NOW))
                    .as("one %s, after others", sample.getKey())
                    .isEqualTo(carried(sample.getValue()));
        }
    }

    @Test
    void theRecordStaysAsItWas() throws RefusedException {
        PlayRecord record = record(SamplePlays.full(false));
        byte[] value = record.value().clone();
        byte[] key = record.key() == null ? null : record.key().clone();

        read(record);

        assertThat(record.value()).isEqualTo(value);
        assertThat(record.key()).isEqualTo(key);
    }

    @Test
    void tasksSideBySideDoNotDisturbEachOther() throws Exception {
        List<Play> plays = List.copyOf(SamplePlays.good().values());
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            Callable<Void> task =
                    () -> {
                        PlayFormat own = open();
                        for (int round = 0; round < ROUNDS; round++) {
                            for (Play play : plays) {
                                assertThat(own.read(record(play), SamplePlays.NOW))
                                        .isEqualTo(carried(play));
                            }
                        }
                        return null;
                    };
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                tasks.add(task);
            }
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private PlayFormat open() {
        return PlayFormat.of(format(), getClass().getClassLoader());
    }

    private Play read(PlayRecord record) throws RefusedException {
        return open().read(record, SamplePlays.NOW);
    }

    private String assertRefused(PlayRecord record, boolean isPrivate) {
        RefusedException refusal = catchThrowableOfType(RefusedException.class, () -> read(record));
        assertThat(refusal).as("refusal").isNotNull();
        assertTells(refusal.reason(), record, new ShownValues(this::record));
        assertThat(refusal.isPrivatePlay())
                .as("whether it is taken for private")
                .isEqualTo(isPrivate);
        return refusal.reason();
    }

    /** What, and no value; and it was the decoder's own doing. */
    private static void assertTells(String reason, PlayRecord record, ShownValues shown) {
        assertThat(reason)
                .as("reason of %s", Arrays.toString(record.value()))
                .isNotBlank()
                .isNotEqualTo("null")
                .doesNotContain(SamplePlays.MARK)
                .doesNotStartWith(PlayFormat.FAILED);
        assertThat(shown.of(record, reason)).as("what '%s' shows of the record", reason).isEmpty();
    }

    /** All beginnings of a value, some of its bytes made others, and noise. */
    private static List<byte[]> mutations(byte[] value) {
        Random random = new Random(SEED);
        List<byte[]> mutations = new ArrayList<>();
        for (int length = 0; length < value.length; length++) {
            mutations.add(Arrays.copyOf(value, length));
        }
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] changed = value.clone();
            for (int j = 0; j <= i % 3 && changed.length > 0; j++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            mutations.add(changed);
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            mutations.add(noise);
        }
        return mutations;
    }

    private static PlayRecord with(PlayRecord record, byte @Nullable [] value) {
        return new PlayRecord(value, record.key(), record.timestamp());
    }
}
