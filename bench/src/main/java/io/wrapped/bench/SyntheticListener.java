package io.wrapped.bench;

import io.wrapped.state.contract.Kind;
import io.wrapped.state.rollup.Item;
import io.wrapped.state.rollup.Listener;
import io.wrapped.state.rollup.ListenerFold;
import io.wrapped.state.rollup.PlayEvent;
import io.wrapped.state.rollup.RollupStore;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One invented listener's 2025, the same for the same arguments: a few songs are played over and
 * over, most once or twice, and days differ in length.
 *
 * @param listener what is kept beside the settled parts
 * @param store the settled parts
 * @param session plays that come next
 */
public record SyntheticListener(Listener listener, RollupStore store, List<PlayEvent> session) {
    /** The year that was streamed. */
    public static final int YEAR = 2025;

    private static final long SEED = 20_251_231;
    private static final int STREAMS_PER_SONG = 4;
    private static final int SESSION = 6;

    /** A listener of about so many streams a day. */
    public static SyntheticListener of(int streamsADay) {
        Random random = new Random(SEED);
        int songs = streamsADay * LocalDate.of(YEAR, 1, 1).lengthOfYear() / STREAMS_PER_SONG;
        Listener listener = new Listener();
        Parts parts = new Parts(new HashMap<>());
        ListenerFold fold = new ListenerFold(listener, parts, (hash, uri) -> false);
        LocalDate first = LocalDate.of(YEAR, 1, 1);
        for (int day = 0; day < first.lengthOfYear(); day++) {
            for (int left = 1 + random.nextInt(2 * streamsADay); left > 0; left--) {
                fold.fold(play(first.plusDays(day), songs, random));
            }
            fold.flush();
        }
        List<PlayEvent> session = new ArrayList<>();
        for (int i = 0; i < SESSION; i++) {
            session.add(play(first.plusDays(first.lengthOfYear() - 1), songs, random));
        }
        return new SyntheticListener(listener, parts, session);
    }

    /** What is kept, opened. */
    public ListenerFold fold() {
        return new ListenerFold(listener, store, (hash, uri) -> false);
    }

    private record Parts(Map<Integer, byte[]> byKey) implements RollupStore {
        @Override
        public byte @Nullable [] get(Part part, int number) {
            return byKey.get(key(part, number));
        }

        @Override
        public void put(Part part, int number, byte[] encoded) {
            byKey.put(key(part, number), encoded);
        }

        @Override
        public void clear() {
            byKey.clear();
        }

        private static int key(Part part, int number) {
            return number * Part.values().length + part.ordinal();
        }
    }

    private static PlayEvent play(LocalDate date, int songs, Random random) {
        // Squared, so that songs of small numbers are the favourites.
        int song = (int) (songs * Math.pow(random.nextDouble(), 2));
        return new PlayEvent(
                "listener",
                random.nextLong(),
                Kind.MUSIC,
                "track:" + song,
                date.atTime(12, 0).toInstant(ZoneOffset.UTC).toEpochMilli(),
                30_000 + random.nextInt(240_000),
                0,
                Item.NO_CONTEXT,
                null,
                0,
                null);
    }
}
