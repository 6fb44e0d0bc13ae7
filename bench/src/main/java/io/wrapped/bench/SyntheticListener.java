package io.wrapped.bench;

import io.wrapped.state.contract.Kind;
import io.wrapped.state.rollup.DayRollup;
import io.wrapped.state.rollup.Item;
import io.wrapped.state.rollup.Listening;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/**
 * One invented listener's 2025, the same for the same arguments: a few songs are played over and
 * over, most once or twice, and days differ in length.
 *
 * @param listening the year's rollups and the items that they refer to
 */
public record SyntheticListener(Listening listening) {
    /** The year that was streamed. */
    public static final int YEAR = 2025;

    private static final long SEED = 20_251_231;
    private static final int STREAMS_PER_SONG = 4;

    /** A listener of about so many streams a day. */
    public static SyntheticListener of(int streamsADay) {
        Random random = new Random(SEED);
        int songs = streamsADay * LocalDate.of(YEAR, 1, 1).lengthOfYear() / STREAMS_PER_SONG;
        List<Item> items = new ArrayList<>();
        for (int song = 0; song < songs; song++) {
            items.add(new Item(Kind.MUSIC, "track:" + song, null, null));
        }
        return new SyntheticListener(new Listening(items, days(streamsADay, songs, random)));
    }

    private static TreeMap<Integer, DayRollup> days(int streamsADay, int songs, Random random) {
        TreeMap<Integer, DayRollup> days = new TreeMap<>();
        LocalDate first = LocalDate.of(YEAR, 1, 1);
        for (int day = 0; day < first.lengthOfYear(); day++) {
            DayRollup rollup = new DayRollup();
            int streams = 1 + random.nextInt(2 * streamsADay);
            for (int stream = 0; stream < streams; stream++) {
                // Squared, so that songs of small numbers are the favourites.
                int song = (int) (songs * Math.pow(random.nextDouble(), 2));
                rollup.add(song, 1, 30_000 + random.nextInt(240_000));
            }
            days.put(Math.toIntExact(first.toEpochDay()) + day, rollup);
        }
        return days;
    }
}
