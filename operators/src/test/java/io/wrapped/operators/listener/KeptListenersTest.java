package io.wrapped.operators.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.state.rollup.Exclusions;
import io.wrapped.state.rollup.Listener;
import io.wrapped.state.rollup.ListenerFold;
import io.wrapped.state.rollup.RollupStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeptListenersTest {
    private static final long NOON = 1_000_000_000;
    private static final long TWO_DAYS = Duration.ofDays(2).toMillis();

    /** What a listener without streams weighs. */
    private static final long BYTES = listener().trim() + 2;

    private final KeptListeners kept = new KeptListeners(10 * BYTES, 1);

    @Test
    void whoeverFitsIsKept() {
        LoadedListener listener = listener();
        assertThat(kept.hasRoom(NOON)).isTrue();
        kept.put("u1", listener, NOON);

        assertThat(kept.get("u1")).isSameAs(listener);
        assertThat(kept.get("u2")).isNull();
        assertThat(kept.bytes()).isEqualTo(BYTES);
    }

    @Test
    void aNewcomerTakesNobodysPlaceWhoComesBackWithinTwoDays() {
        fill(NOON);

        assertThat(kept.hasRoom(NOON + TWO_DAYS)).isFalse();
        kept.put("new", listener(), NOON + TWO_DAYS);

        assertThat(kept.get("new")).isNull();
        assertThat(kept.size()).isEqualTo(10);
    }

    @Test
    void aNewcomerTakesThePlaceOfWhoWasIdleForTwoDays() {
        fill(NOON);
        kept.put("u0", kept.get("u0"), NOON + TWO_DAYS);

        assertThat(kept.hasRoom(NOON + TWO_DAYS + 1)).isTrue();
        kept.put("u!", listener(), NOON + TWO_DAYS + 1);

        assertThat(kept.get("u!")).isNotNull();
        assertThat(kept.get("u1")).isNull();
        assertThat(kept.get("u0")).isNotNull();
        assertThat(kept.bytes()).isEqualTo(10 * BYTES);
    }

    @Test
    void whereReviewsLieFarApartIdleIsLonger() {
        KeptListeners rarely = new KeptListeners(4 * BYTES, TWO_DAYS);
        for (int i = 0; i < 4; i++) {
            rarely.put("u" + i, listener(), NOON);
        }

        assertThat(rarely.hasRoom(NOON + 4 * TWO_DAYS)).isFalse();
        assertThat(rarely.hasRoom(NOON + 4 * TWO_DAYS + 1)).isTrue();
    }

    @Test
    void whoIsRemovedWeighsNothing() {
        fill(NOON);
        for (int i = 0; i < 10; i++) {
            kept.remove("u" + i);
        }
        assertThat(kept.bytes()).isZero();
        assertThat(kept.size()).isZero();
    }

    @Test
    void withoutMemoryNobodyIsKept() {
        assertThat(new KeptListeners(0, 1).hasRoom(NOON)).isFalse();
    }

    @Test
    void whoTakesMoreThanAQuarterIsNotKept() {
        KeptListeners little = new KeptListeners(3 * BYTES, 1);
        little.put("u1", listener(), NOON);
        assertThat(little.get("u1")).isNull();
    }

    private void fill(long now) {
        for (int i = 0; i < 10; i++) {
            kept.put("u" + i, listener(), now);
        }
    }

    private static LoadedListener listener() {
        Listener listener = new Listener();
        return new LoadedListener(
                listener,
                new ListenerFold(listener, new NoStore(), (hash, uri) -> false),
                new Exclusions());
    }

    /** Holds nothing, as of listeners who never streamed. */
    private static final class NoStore implements RollupStore {
        @Override
        public byte[] get(Part part, int number) {
            return null;
        }

        @Override
        public void put(Part part, int number, byte[] encoded) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void clear() {
            throw new UnsupportedOperationException();
        }
    }
}
