package io.wrapped.state.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.contract.Exclusion.Target;
import io.wrapped.state.golden.GoldenValues;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What state holds of a listener is encoded as its version says, byte for byte, and every version
 * that was ever written is read: see "State that must stay readable" in docs/development.md.
 */
class StateEncodingTest {
    private static final ReplayMark MARK =
            new ReplayMark("r-1", 1_735_700_000, 1_735_700_000_123L, Long.MIN_VALUE, 300);
    private static final ReplayEnd END = new ReplayEnd("r-1", 12);

    @Test
    void aListenerIsWrittenInTheKnownEncoding() throws IOException {
        SortedMap<String, byte[]> written = new TreeMap<>();
        listeners().forEach((name, kept) -> written.put(name, ListenerCodec.encode(kept.listener)));

        GoldenValues.assertNewest("listener", ListenerCodec.VERSION, written, ListenerCodec.class);
    }

    @Test
    void listenersOfAllVersionsAreRead() throws IOException {
        SortedMap<String, KeptListener> today = listeners();
        for (SortedMap<String, byte[]> version : GoldenValues.of("listener").values()) {
            version.forEach(
                    (name, bytes) -> {
                        KeptListener expected = today.get(name);
                        KeptListener read =
                                new KeptListener(ListenerCodec.decode("u", bytes), expected.parts);

                        assertThat(ListenerCodec.encode(read.listener))
                                .as(name)
                                .isEqualTo(ListenerCodec.encode(expected.listener));
                        assertSame(read.listening(), expected.listening());
                    });
        }
    }

    @Test
    void settledPartsAreWrittenInTheKnownEncoding() throws IOException {
        SortedMap<String, byte[]> written = KeptListener.settled().parts;

        assertThat(written)
                .containsOnlyKeys(
                        "ITEMS-0", "ITEMS-1", "SEEN-0", "SEEN-1", "YEAR-2024", "YEAR-2025");
        GoldenValues.assertNewest(
                "settled-part", ListenerFold.VERSION, written, ListenerFold.class);
    }

    @Test
    void settledPartsOfAllVersionsAreRead() throws IOException {
        KeptListener expected = KeptListener.settled();
        for (SortedMap<String, byte[]> parts : GoldenValues.of("settled-part").values()) {
            KeptListener read = new KeptListener(KeptListener.settled().listener, parts);

            assertSame(read.listening(), expected.listening());
            assertThat(read.knowsItsEvents()).isTrue();
        }
    }

    @Test
    void playsAreWrittenInTheKnownEncoding() throws IOException {
        SortedMap<String, byte[]> written = new TreeMap<>();
        written.put("full", PlayCodec.encode(KeptListener.twoPlays().get(0)));
        written.put("plain", PlayCodec.encode(KeptListener.twoPlays().get(1)));

        GoldenValues.assertNewest("plays", PlayCodec.VERSION, written, PlayCodec.class);
    }

    @Test
    void playsOfAllVersionsAreRead() throws IOException {
        GoldenValues.of("plays")
                .forEach(
                        (version, plays) -> {
                            assertThat(PlayCodec.decode("u", version, plays.get("full"), 0))
                                    .containsExactly(KeptListener.twoPlays().get(0));
                            assertThat(PlayCodec.decode("u", version, plays.get("plain"), 0))
                                    .containsExactly(KeptListener.twoPlays().get(1));
                        });
    }

    @Test
    void exclusionsAreWrittenInTheKnownEncoding() throws IOException {
        SortedMap<String, byte[]> written = new TreeMap<>();
        written.put("all-targets", ExclusionsCodec.encode(exclusions()));
        written.put("none", ExclusionsCodec.encode(new Exclusions()));

        GoldenValues.assertNewest(
                "exclusions", ExclusionsCodec.VERSION, written, ExclusionsCodec.class);
    }

    @Test
    void exclusionsOfAllVersionsAreRead() throws IOException {
        for (SortedMap<String, byte[]> version : GoldenValues.of("exclusions").values()) {
            assertThat(ExclusionsCodec.decode("u", version.get("all-targets")).records())
                    .containsExactlyInAnyOrderElementsOf(exclusions().records());
            assertThat(ExclusionsCodec.decode("u", version.get("none")).records()).isEmpty();
        }
    }

    @Test
    void whatIsKeptOfAReplayIsWrittenInTheKnownEncoding() throws IOException {
        SortedMap<String, byte[]> mark = new TreeMap<>(Map.of("mark", MARK.encode()));
        SortedMap<String, byte[]> end = new TreeMap<>(Map.of("end", END.encode()));

        GoldenValues.assertNewest("replay-mark", ReplayMark.VERSION, mark, ReplayMark.class);
        GoldenValues.assertNewest("replay-end", ReplayEnd.VERSION, end, ReplayEnd.class);
    }

    @Test
    void whatIsKeptOfReplaysOfAllVersionsIsRead() throws IOException {
        GoldenValues.of("replay-mark")
                .values()
                .forEach(kept -> assertThat(ReplayMark.decode(kept.get("mark"))).isEqualTo(MARK));
        GoldenValues.of("replay-end")
                .values()
                .forEach(kept -> assertThat(ReplayEnd.decode(kept.get("end"))).isEqualTo(END));
    }

    private static SortedMap<String, KeptListener> listeners() {
        return new TreeMap<>(
                Map.of(
                        "new", new KeptListener(new Listener(), new TreeMap<>()),
                        "recent", KeptListener.recent(),
                        "settled", KeptListener.settled(),
                        "moved", KeptListener.moved(),
                        "erased", KeptListener.erased(),
                        "returned", KeptListener.returned()));
    }

    private static Exclusions exclusions() {
        Exclusions exclusions = new Exclusions();
        for (Target target : Target.values()) {
            exclusions.apply(
                    new Exclusion(
                            "u",
                            target,
                            "ïd of " + target,
                            target != Target.SHOW,
                            1_735_700_000_000L * (target == Target.CONTEXT ? -1 : 1)),
                    1_735_700_000_500L);
        }
        return exclusions;
    }

    private static void assertSame(
            SortedMap<String, byte[]> read, SortedMap<String, byte[]> expected) {
        assertThat(read).containsOnlyKeys(expected.keySet());
        read.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(expected.get(name)));
    }
}
