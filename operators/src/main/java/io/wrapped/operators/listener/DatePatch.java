package io.wrapped.operators.listener;

import io.wrapped.state.rollup.DateEdits;
import io.wrapped.state.rollup.Listener;
import io.wrapped.state.rollup.ListenerCodec;
import io.wrapped.state.rollup.ListenerFold;
import io.wrapped.state.rollup.LocalDates;
import io.wrapped.state.rollup.OccupiedDateException;
import io.wrapped.state.rollup.PlayCodec;
import io.wrapped.state.rollup.PlayEvent;
import io.wrapped.state.rollup.RollupStore.Part;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A listener as state holds it, of whom dates were edited; a review is outstanding of the dates
 * that differ. The same when nothing differs. Plays that wait go on waiting: their zone may be read
 * only later.
 *
 * @param changed the dates that differ, ascending, as days since 1970-01-01
 */
public record DatePatch(StoredListener listener, int[] changed) {
    private static final String SETTLED = ListenerState.SETTLED.getName();
    private static final String PENDING = ListenerState.PENDING.getName();
    private static final String LISTENER = ListenerState.LISTENER.getName();

    /** A listener who cannot be patched; the message says why. */
    public static final class RefusedPatchException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedPatchException(String message) {
            super(message);
        }
    }

    /** Edits a listener. */
    public static DatePatch of(StoredListener stored, DateEdits edits)
            throws RefusedPatchException {
        String userId = stored.userId();
        byte[] held = stored.values().get(LISTENER);
        Listener listener = held == null ? new Listener() : ListenerCodec.decode(userId, held);
        if (listener.erased()) {
            throw new RefusedPatchException("is erased");
        }
        if (stored.values().containsKey(ReplayState.MARK.getName())) {
            throw new RefusedPatchException(
                    "is being replayed: let the replay end, or where it was given up run it again");
        }
        HeapParts parts = new HeapParts(stored.maps().getOrDefault(SETTLED, Map.of()));
        // Without a catalogue at hand new items keep their uris.
        ListenerFold fold = new ListenerFold(listener, parts, (hash, uri) -> false);
        refuseIfPlaysWaitThere(stored, listener, edits);
        HeapParts patched = parts.only(Part.SEEN);
        IntSet changed;
        try {
            changed = fold.redate(edits, patched);
        } catch (OccupiedDateException e) {
            throw new RefusedPatchException(String.valueOf(e.getMessage()));
        }
        if (changed.isEmpty()) {
            return new DatePatch(stored, new int[0]);
        }
        listener.touchedDays().addAll(changed);
        Map<String, byte[]> values = new HashMap<>(stored.values());
        values.put(LISTENER, ListenerCodec.encode(listener));
        Map<String, List<byte[]>> lists = new HashMap<>(stored.lists());
        lists.putIfAbsent(PENDING, StoredListener.REVIEW_ALONE);
        Map<String, Map<Integer, byte[]>> maps = new HashMap<>(stored.maps());
        maps.put(SETTLED, patched.byKey());
        return new DatePatch(
                new StoredListener(userId, values, lists, maps),
                changed.intStream().sorted().toArray());
    }

    private static void refuseIfPlaysWaitThere(
            StoredListener stored, Listener listener, DateEdits edits)
            throws RefusedPatchException {
        String userId = stored.userId();
        for (byte[] run : stored.lists().getOrDefault(PENDING, List.of())) {
            for (PlayEvent play : PlayCodec.decode(userId, run[0], run, 1)) {
                int epochDay =
                        LocalDates.epochDay(
                                play.endedAt(),
                                play.utcOffsetMinutes(),
                                listener.zoneAt(play.appendedAt()));
                // Zones, of which one may not have been read yet, lie up to 26 hours apart.
                int around = play.utcOffsetMinutes() == null ? 2 : 0;
                for (int day = epochDay - around; day <= epochDay + around; day++) {
                    if (edits.concern(day)) {
                        throw new RefusedPatchException(
                                "has plays that wait and may be of "
                                        + LocalDate.ofEpochDay(day)
                                        + ": have the year told (wrapped trigger), then take the"
                                        + " savepoint");
                    }
                }
            }
        }
    }
}
