package io.wrapped.state.rollup;

import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.rollup.RollupStore.Part;
import it.unimi.dsi.fastutil.ints.Int2ObjectMap;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Folds plays into what is kept of one listener: first into the {@link Recent} part, which moves
 * into the settled parts when it has grown. Holds what it has read of the store, so while it is
 * kept nothing else may write what it has; what it folded counts once it is flushed. Not for use by
 * several threads.
 */
public final class ListenerFold implements Listening {
    static final int ITEMS_A_RUN = 1024;

    /** The version of settled parts that is written; buckets of seen events have the same. */
    public static final int VERSION = 1;

    private static final int LEAST_TO_SETTLE = 128;
    private static final int SETTLE_FACTOR = 4;
    private static final Items NO_ITEMS = new Items();
    private static final int LEAST_SPARE = 16;
    private static final int MOST_SPARE = 256;

    private final Listener listener;
    private final RollupStore store;
    private final KnownUris knownUris;
    private long[] newKeys = new long[LEAST_SPARE];
    private long[] newMs = new long[LEAST_SPARE];
    private long[] newEvents = new long[LEAST_SPARE];
    private int newStreams;
    private @Nullable Items items;
    private @Nullable SeenEvents seen;

    /**
     * @param knownUris the uris that the catalogue keeps
     */
    public ListenerFold(Listener listener, RollupStore store, KnownUris knownUris) {
        this.listener = listener;
        this.store = store;
        this.knownUris = knownUris;
    }

    /**
     * Folds a play that is neither short nor private: a stream, unless the listener is erased or
     * its event was counted before.
     */
    public Result fold(PlayEvent play) {
        if (listener.erased() || play.appendedAt() <= listener.erasedAt()) {
            return Result.ERASED;
        }
        if (!seen().add(play.eventHash())) {
            return Result.DUPLICATE;
        }
        int epochDay =
                LocalDates.epochDay(
                        play.endedAt(),
                        play.utcOffsetMinutes(),
                        listener.zoneAt(play.appendedAt()));
        int item = number(play);
        items().streamedOn(item, epochDay);
        if (newStreams == newKeys.length) {
            newKeys = Arrays.copyOf(newKeys, newStreams * 2);
            newMs = Arrays.copyOf(newMs, newStreams * 2);
            newEvents = Arrays.copyOf(newEvents, newStreams * 2);
        }
        newEvents[newStreams] = play.eventHash();
        newKeys[newStreams] = DayRollups.key(epochDay, item);
        newMs[newStreams++] = play.msPlayed();
        listener.streamedOn(epochDay);
        return Result.STREAM;
    }

    private int number(PlayEvent play) {
        Items all = items();
        long hash = IdHash.of(play.contentUri());
        int held = all.find(play.kind(), hash, play.source(), play.contextHash());
        if (held != Items.NOT_FOUND) {
            return held;
        }
        boolean kept = play.source() == null && knownUris.know(hash, play.contentUri());
        return all.add(
                new Item(
                        play.kind(),
                        hash,
                        kept ? null : play.contentUri(),
                        play.source(),
                        play.contextHash()));
    }

    /**
     * Brings what was folded into the listener, and into the store when that is due.
     *
     * @return what was folded since the last time
     */
    public DayRollups flush() {
        if (newStreams == 0) {
            return DayRollups.NONE;
        }
        DayRollups folded = DayRollups.ofStreams(newKeys, newMs, newStreams);
        Recent recent = listener.recent();
        recent.add(folded, newEvents, newStreams);
        newStreams = 0;
        if (recent.events().size() > mostRecent()) {
            settle(recent.rollups());
            recent.clear();
        } else {
            recent.setItems(items(), listener.settledItems());
        }
        return folded;
    }

    /**
     * The more is settled, the more a settling rewrites, so the more may gather first: their root
     * keeps the bytes written a stream lowest.
     */
    private int mostRecent() {
        return Math.max(
                LEAST_TO_SETTLE, (int) (SETTLE_FACTOR * Math.sqrt(listener.settledEvents())));
    }

    private void settle(DayRollups recent) {
        for (int year : years(recent)) {
            putYear(year, settled(year).plus(ofYear(recent, year)), store);
        }
        settleItems(recent);
        seen().settle();
    }

    private void putYear(int year, DayRollups all, RollupStore to) {
        ByteWriter out = new ByteWriter(8 + all.rows() * 5);
        all.write(out.writeByte(VERSION));
        to.put(Part.YEAR, year, out.toByteArray());
        listener.settledYears().add(year);
    }

    private void settleItems(DayRollups recent) {
        Items all = items();
        boolean[] changed = new boolean[all.size() / ITEMS_A_RUN + 1];
        for (int i = listener.settledItems(); i < all.size(); i++) {
            changed[i / ITEMS_A_RUN] = true;
        }
        // What was streamed may have become the item's first date.
        for (int row = 0; row < recent.rows(); row++) {
            int item = recent.itemOfRow(row);
            changed[item / ITEMS_A_RUN] |= all.firstDay(item) == recent.epochDayOfRow(row);
        }
        putItems(changed, all.size());
        listener.setSettledItems(all.size());
    }

    /** Writes runs, of items below an end. */
    private void putItems(boolean[] runs, int end) {
        for (int run = 0; run < runs.length; run++) {
            if (runs[run]) {
                putItems(run * ITEMS_A_RUN, Math.min(end, (run + 1) * ITEMS_A_RUN), store);
            }
        }
    }

    private void putItems(int from, int end, RollupStore to) {
        ByteWriter out = new ByteWriter(8 + (end - from) * 11);
        items().write(from, end, out.writeByte(VERSION));
        to.put(Part.ITEMS, from / ITEMS_A_RUN, out.toByteArray());
    }

    @Override
    public Items items() {
        if (items == null) {
            items = new Items();
            while (items.size() < listener.settledItems()) {
                int run = items.size() / ITEMS_A_RUN;
                ByteReader in = reader(Part.ITEMS, run);
                if (in == null) {
                    throw new IllegalStateException(
                            "run "
                                    + run
                                    + " of "
                                    + listener.settledItems()
                                    + " settled items is missing");
                }
                items.read(in);
            }
            listener.recent().readItems(items);
        }
        return items;
    }

    /** All that was folded must have been flushed. */
    @Override
    public DayRollups year(int year) {
        return settled(year).plus(ofYear(listener.recent().rollups(), year));
    }

    /** All that was folded must have been flushed. */
    @Override
    public SortedSet<Integer> years() {
        SortedSet<Integer> years = new TreeSet<>(listener.settledYears());
        listener.recent().addYears(years);
        return years;
    }

    /** How many events are counted here that are not counted there; all must have been flushed. */
    public int eventsMissingFrom(ListenerFold other) {
        int missing = 0;
        for (long event : seen().all()) {
            missing += other.seen().contains(event) ? 0 : 1;
        }
        return missing;
    }

    /**
     * Keeps the uris of contents that the catalogue no longer holds.
     *
     * @param uris by item number
     */
    public void keepUris(Int2ObjectMap<String> uris) {
        int settledItems = listener.settledItems();
        boolean[] changed = new boolean[settledItems / ITEMS_A_RUN + 1];
        boolean recentChanged = false;
        for (Int2ObjectMap.Entry<String> kept : uris.int2ObjectEntrySet()) {
            int item = kept.getIntKey();
            items().keepUri(item, kept.getValue());
            if (item < settledItems) {
                changed[item / ITEMS_A_RUN] = true;
            } else {
                recentChanged = true;
            }
        }
        putItems(changed, settledItems);
        if (recentChanged) {
            listener.recent().setItems(items(), settledItems);
        }
    }

    /**
     * Dates become others, or go, and first dates of items follow; events stay counted. Afterwards
     * the fold must not be used again. All that was folded must have been flushed.
     *
     * @param to where settled parts go, buckets of seen events excepted, which stay as they are
     * @return the dates of which something differs, as days since 1970-01-01
     */
    public IntSet redate(DateEdits edits, RollupStore to) throws OccupiedDateException {
        DayRollups all = DayRollups.NONE;
        for (int year : years()) {
            all = all.plus(year(year));
        }
        Items old = items().copy();
        DayRollups edited = edits.apply(all);
        items().forgetFirstDays();
        edited.forEach((epochDay, item, streams, ms) -> items().streamedOn(item, epochDay));
        listener.recent().clearStreams();
        listener.settledYears().clear();
        for (int year : years(edited)) {
            putYear(year, ofYear(edited, year), to);
        }
        for (int from = 0; from < items().size(); from += ITEMS_A_RUN) {
            putItems(from, Math.min(items().size(), from + ITEMS_A_RUN), to);
        }
        listener.setSettledItems(items().size());
        return ListeningDifference.days(
                new KnownListening(old, all), new KnownListening(items(), edited));
    }

    /**
     * Forgets the listener, who asked for it.
     *
     * @param at when the broker was given the erasure, epoch milliseconds
     */
    public void erase(long at) {
        newStreams = 0;
        items = null;
        seen = null;
        store.clear();
        listener.erase(at);
    }

    /**
     * Bytes of memory, roughly, with the listener's; what was read of the store and is cheap to
     * read again is let go first. All that was folded must have been flushed.
     */
    public long trim() {
        if (newKeys.length > MOST_SPARE) {
            newKeys = new long[LEAST_SPARE];
            newMs = new long[LEAST_SPARE];
            newEvents = new long[LEAST_SPARE];
        }
        long bytes = listener.recent().bytes();
        if (items != null) {
            bytes += items.bytes();
        }
        if (seen != null) {
            bytes += seen.trim();
        }
        return bytes;
    }

    private DayRollups settled(int year) {
        ByteReader in = listener.settledYears().contains(year) ? reader(Part.YEAR, year) : null;
        return in == null ? DayRollups.NONE : DayRollups.read(in);
    }

    private @Nullable ByteReader reader(Part part, int number) {
        byte[] encoded = store.get(part, number);
        if (encoded == null) {
            return null;
        }
        ByteReader in = new ByteReader(encoded);
        in.readVersion(part == Part.YEAR ? "a year of rollups" : "a run of items", VERSION);
        return in;
    }

    private SeenEvents seen() {
        if (seen == null) {
            seen = new SeenEvents(listener, store, listener.recent().events());
        }
        return seen;
    }

    private static SortedSet<Integer> years(DayRollups rollups) {
        return new KnownListening(NO_ITEMS, rollups).years();
    }

    private static DayRollups ofYear(DayRollups rollups, int year) {
        return new KnownListening(NO_ITEMS, rollups).year(year);
    }
}
