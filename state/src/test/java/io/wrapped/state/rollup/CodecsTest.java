package io.wrapped.state.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.contract.Exclusion.Target;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.Source;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CodecsTest {
    @Test
    void rollupsTakeAFewBytesAStream() {
        long[] keys = new long[100];
        long[] ms = new long[100];
        for (int i = 0; i < 100; i++) {
            keys[i] = DayRollups.key(20_000 + i / 10, i * 3);
            ms[i] = 200_000 + i;
        }
        ByteWriter out = new ByteWriter(8);
        DayRollups.ofStreams(keys, ms, 100).write(out);

        assertThat(out.size()).isLessThan(100 * 5);
        DayRollups read = DayRollups.read(new ByteReader(out.toByteArray()));
        assertThat(read.days()).hasSize(10);
        DayRollup last = read.days().get(9);
        assertThat(last.epochDay()).isEqualTo(20_009);
        assertThat(last.item(9)).isEqualTo(297);
        assertThat(last.ms(9)).isEqualTo(200_099);
    }

    @Test
    void rollupsOfTheSameDateMergeByAdding() {
        long early = DayRollups.key(-1, 7);
        long late = DayRollups.key(3, 7);
        DayRollups left = DayRollups.ofStreams(new long[] {late, early, early}, new long[3], 3);
        DayRollups sum =
                left.plus(DayRollups.ofStreams(new long[] {early}, new long[] {40_000}, 1));

        assertThat(sum.days()).extracting(DayRollup::epochDay).containsExactly(-1, 3);
        assertThat(sum.days().get(0).streams(0)).isEqualTo(3);
        assertThat(sum.days().get(0).ms(0)).isEqualTo(40_000);
        assertThat(sum.between(0, 3).days()).hasSize(1);
    }

    @Test
    void aBucketOfHashesFindsWhatItHoldsAndNothingElse() {
        Random random = new Random(7);
        for (int size : new int[] {1, 2, 300, 1024}) {
            long[] hashes = random.longs(size).toArray();
            HashBucket bucket = HashBucket.of(HashBucket.encode(sorted(hashes)));

            assertThat(bucket.size()).isEqualTo(size);
            assertThat(bucket.hashes()).containsExactlyInAnyOrder(hashes);
            assertThat(Arrays.stream(hashes).allMatch(bucket::contains)).isTrue();
            assertThat(Arrays.stream(hashes).noneMatch(hash -> bucket.contains(hash ^ 1L << 40)))
                    .isTrue();
        }
        assertThat(HashBucket.encode(sorted(random.longs(1024).toArray())))
                .hasSizeLessThan(1024 * 15 / 2);
        assertThat(HashBucket.EMPTY.contains(0)).isFalse();
    }

    @Test
    void aPlayIsReadAsItWasWritten() {
        PlayEvent full =
                new PlayEvent(
                        "u",
                        -5,
                        Kind.AUDIOBOOK,
                        "uri",
                        -1,
                        30_000,
                        -840,
                        9,
                        new Source(null, "a", null, null),
                        77,
                        new Origin("import", "play", 3, 1L << 40));
        PlayEvent plain =
                new PlayEvent(
                        "u", 1, Kind.MUSIC, "ü", 2, 30_000, null, Item.NO_CONTEXT, null, 7, null);
        byte[] both = new byte[PlayCodec.encode(full).length + PlayCodec.encode(plain).length];
        System.arraycopy(PlayCodec.encode(full), 0, both, 0, PlayCodec.encode(full).length);
        System.arraycopy(
                PlayCodec.encode(plain),
                0,
                both,
                PlayCodec.encode(full).length,
                PlayCodec.encode(plain).length);

        assertThat(PlayCodec.decode("u", PlayCodec.VERSION, both, 0)).containsExactly(full, plain);
    }

    @Test
    void exclusionsAreReadAsTheyWereWritten() {
        Exclusions exclusions = new Exclusions();
        exclusions.apply(new Exclusion("u", Target.ARTIST, "a", true, 5), 7);
        exclusions.apply(new Exclusion("u", Target.CONTEXT, "c", false, -1), 8);

        Exclusions read = ExclusionsCodec.decode("u", ExclusionsCodec.encode(exclusions));
        assertThat(read.excludes(Target.ARTIST, "a")).isTrue();
        assertThat(read.records()).containsExactlyInAnyOrderElementsOf(exclusions.records());
        assertThat(read.forgetUpTo(7)).isTrue();
        assertThat(read.forgetUpTo(7)).isFalse();
        assertThat(read.excludes(Target.ARTIST, "a")).isFalse();
        assertThat(read.records()).extracting(Exclusion::targetId).containsExactly("c");
    }

    @Test
    void exclusionsAfterAnErasureHoldWhateverCameBeforeItSaid() {
        Exclusion before = new Exclusion("u", Target.TRACK, "s", false, 100);
        Exclusion after = new Exclusion("u", Target.TRACK, "s", true, 90);
        for (boolean inOrder : List.of(true, false)) {
            Exclusions exclusions = new Exclusions();
            exclusions.apply(inOrder ? before : after, inOrder ? 5 : 20);
            exclusions.apply(inOrder ? after : before, inOrder ? 20 : 5);
            assertThat(exclusions.excludes(Target.TRACK, "s")).isFalse();
            assertThat(exclusions.records()).containsExactly(before);

            Exclusions read = ExclusionsCodec.decode("u", ExclusionsCodec.encode(exclusions));
            read.forgetUpTo(10);
            assertThat(read.excludes(Target.TRACK, "s")).isTrue();
            assertThat(read.records()).containsExactly(after);
        }
    }

    @Test
    void aListenerIsReadAsItWasWritten() {
        Listener listener = listener();

        assertThat(ListenerCodec.decode("u", ListenerCodec.encode(listener)))
                .usingRecursiveComparison()
                .ignoringFields("recent.rollups")
                .isEqualTo(listener);
    }

    @Test
    void whatANewerReleaseWroteIsRefused() {
        byte[] encoded = ListenerCodec.encode(listener());
        encoded[0] = ListenerCodec.VERSION + 1;

        assertThatThrownBy(() -> ListenerCodec.decode("u", encoded))
                .hasMessageContaining("a listener of version " + (ListenerCodec.VERSION + 1));
    }

    private static Listener listener() {
        Listener listener = new Listener();
        listener.setProfile(new Profile("u", "Asia/Tokyo", "--02-29", "ja", null, false), 0, true);
        listener.reviewed(123);
        listener.streamedOn(20_000);
        listener.streamedOn(-1);
        listener.reviewStored(2025, Long.MIN_VALUE, 5);
        listener.triggerHandled(1_000, 9);
        listener.nextVersion();
        listener.setSettledEvents(70, 2);
        listener.setSettledItems(33);
        listener.settledYears().add(2024);
        ByteWriter recent = new ByteWriter(64);
        DayRollups.ofStreams(new long[] {DayRollups.key(20_000, 2)}, new long[] {30_000}, 1)
                .write(recent);
        recent.writeCount(1).writeLong(7).writeCount(4).writeHighFirst(0xdeadbeefL, 4);
        listener.recent().read(new ByteReader(recent.toByteArray()));
        return listener;
    }

    private static long[] sorted(long[] hashes) {
        long[] sorted = hashes.clone();
        HashBucket.sortUnsigned(sorted);
        return sorted;
    }
}
