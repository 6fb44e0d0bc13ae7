package io.wrapped.state.review;

import io.wrapped.state.contract.Kind;
import io.wrapped.state.rollup.DayRollup;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;

/** When a listener streamed something for the first time ever, after exclusions. */
final class History {
    private static final int NEVER = Integer.MAX_VALUE;

    private final int[] firstHeard;
    private int firstStream = NEVER;

    /**
     * @param rollups of all history kept
     */
    History(ResolvedItems items, SortedMap<Integer, DayRollup> rollups) {
        firstHeard = new int[items.artists().numbers()];
        Arrays.fill(firstHeard, NEVER);
        boolean[] met = new boolean[items.count()];
        for (Map.Entry<Integer, DayRollup> date : rollups.entrySet()) {
            DayRollup rollup = date.getValue();
            for (int row = 0; row < rollup.size(); row++) {
                int item = rollup.item(row);
                if (!met[item]) {
                    met[item] = true;
                    meet(items, item, date.getKey());
                }
            }
        }
    }

    private void meet(ResolvedItems items, int item, int epochDay) {
        Kind kind = items.kind(item);
        if (kind == null) {
            return;
        }
        firstStream = Math.min(firstStream, epochDay);
        Labels artists = items.artists();
        for (int i = artists.start(item); i < artists.end(item); i++) {
            int artist = artists.at(i);
            firstHeard[artist] = Math.min(firstHeard[artist], epochDay);
        }
    }

    /** Date of the first stream of any kind. */
    int firstStream() {
        return firstStream;
    }

    /** By artist, the date of the first music that credits it. */
    int[] firstHeard() {
        return firstHeard;
    }
}
