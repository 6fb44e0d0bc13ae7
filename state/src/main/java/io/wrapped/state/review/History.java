package io.wrapped.state.review;

import io.wrapped.state.rollup.DayRollups;
import io.wrapped.state.rollup.Items;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;

/** When a listener streamed something for the first time ever, after exclusions. */
final class History {
    private static final int NEVER = Integer.MAX_VALUE;

    private int[] firstHeard = {};
    private int artists;
    private int firstStream = NEVER;

    /** Hears that an artist was first heard on an earlier date than was known, if any was. */
    @FunctionalInterface
    interface Correction {
        void firstHeard(int before, int now);
    }

    /** Replaces what was found by another listener's. */
    void fill(ResolvedItems items, Items streamed) {
        artists = 0;
        firstStream = NEVER;
        reserve(items.artists().size());
        for (int item = 0; item < items.count(); item++) {
            streamedOn(items, item, streamed.firstDay(item), (before, now) -> {});
        }
    }

    /** Takes more streams of the same listener in. */
    void add(ResolvedItems items, DayRollups more, Correction correction) {
        reserve(items.artists().size());
        more.forEach(
                (epochDay, item, streams, ms) -> streamedOn(items, item, epochDay, correction));
    }

    private void reserve(int newArtists) {
        firstHeard = IntArrays.grow(firstHeard, newArtists, artists);
        Arrays.fill(firstHeard, artists, newArtists, NEVER);
        artists = newArtists;
    }

    private void streamedOn(ResolvedItems items, int item, int epochDay, Correction correction) {
        if (items.kind(item) == ResolvedItems.EXCLUDED) {
            return;
        }
        firstStream = Math.min(firstStream, epochDay);
        Labels credits = items.artists();
        for (int i = credits.start(item); i < credits.end(item); i++) {
            int artist = credits.at(i);
            if (epochDay < firstHeard[artist]) {
                correction.firstHeard(firstHeard[artist], epochDay);
                firstHeard[artist] = epochDay;
            }
        }
    }

    /** Date of the first stream of any kind. */
    int firstStream() {
        return firstStream;
    }

    /** The date of the first music that credits an artist. */
    int firstHeard(int artist) {
        return firstHeard[artist];
    }

    /** Bytes of memory, roughly. */
    long bytes() {
        return (long) Integer.BYTES * firstHeard.length;
    }
}
