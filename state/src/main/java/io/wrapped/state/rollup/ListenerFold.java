package io.wrapped.state.rollup;

import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.Profile;
import it.unimi.dsi.fastutil.ints.Int2ObjectMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Folds plays into one listener's rollups. Holds what it has read of the store until {@link
 * #flush}, which writes back what changed; made anew for each batch of plays. Not for use by
 * several threads.
 */
public final class ListenerFold {
    private final Listener listener;
    private final RollupStore store;
    private final Int2ObjectMap<DayRollup> days = new Int2ObjectOpenHashMap<>();
    private final IntSet changedDays = new IntOpenHashSet();
    private @Nullable Items items;
    private @Nullable SeenEvents seen;

    public ListenerFold(Listener listener, RollupStore store) {
        this.listener = listener;
        this.store = store;
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
        Profile profile = listener.profile();
        int epochDay =
                LocalDates.epochDay(
                        play.endedAt(),
                        play.utcOffsetMinutes(),
                        profile == null ? null : profile.zone());
        day(epochDay).add(loadedItems().number(play.item()), 1, play.msPlayed());
        changedDays.add(epochDay);
        listener.streamedOn(epochDay);
        return Result.STREAM;
    }

    /** Writes back what changed. */
    public void flush() {
        for (int epochDay : changedDays) {
            store.putDay(epochDay, day(epochDay));
        }
        changedDays.clear();
        if (items != null) {
            items.flush();
        }
        if (seen != null) {
            seen.flush();
        }
    }

    /** All that the listener streamed, with what was folded here. */
    public Listening listening() {
        TreeMap<Integer, DayRollup> all = new TreeMap<>();
        for (Map.Entry<Integer, DayRollup> day : store.days()) {
            all.put(day.getKey(), day.getValue());
        }
        days.int2ObjectEntrySet().forEach(day -> all.put(day.getIntKey(), day.getValue()));
        return new Listening(loadedItems().byNumber(), all);
    }

    /** All items that the listener ever streamed, by number. */
    public List<Item> items() {
        return loadedItems().byNumber();
    }

    /**
     * Forgets the listener, who asked for it.
     *
     * @param at when the broker was given the erasure, epoch milliseconds
     */
    public void erase(long at) {
        days.clear();
        changedDays.clear();
        items = null;
        seen = null;
        store.clear();
        listener.erase(at);
    }

    private DayRollup day(int epochDay) {
        DayRollup rollup = days.get(epochDay);
        if (rollup == null) {
            rollup = store.day(epochDay);
            if (rollup == null) {
                rollup = new DayRollup();
            }
            days.put(epochDay, rollup);
        }
        return rollup;
    }

    private Items loadedItems() {
        if (items == null) {
            items = new Items(listener, store);
        }
        return items;
    }

    private SeenEvents seen() {
        if (seen == null) {
            seen = new SeenEvents(listener, store);
        }
        return seen;
    }
}
