package io.wrapped.state.review;

import io.wrapped.state.rollup.Items;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;

/** When a listener streamed something for the first time ever, after exclusions. */
final class History {
    private static final int NEVER = Integer.MAX_VALUE;

    private int[] firstHeard = {};
    private int firstStream = NEVER;

    /** Replaces what was found by another listener's. */
    void fill(ResolvedItems items, Items streamed) {
        Labels artists = items.artists();
        firstHeard = IntArrays.ensureCapacity(firstHeard, artists.size(), 0);
        Arrays.fill(firstHeard, 0, artists.size(), NEVER);
        firstStream = NEVER;
        for (int item = 0; item < items.count(); item++) {
            if (items.kind(item) == ResolvedItems.EXCLUDED) {
                continue;
            }
            int firstDay = streamed.firstDay(item);
            firstStream = Math.min(firstStream, firstDay);
            for (int i = artists.start(item); i < artists.end(item); i++) {
                int artist = artists.at(i);
                firstHeard[artist] = Math.min(firstHeard[artist], firstDay);
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
}
