package io.wrapped.jobs.savepoint;

import io.wrapped.operators.listener.ListenerState;
import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.rollup.DayRollup;
import io.wrapped.state.rollup.Exclusions;
import io.wrapped.state.rollup.Listener;
import io.wrapped.state.rollup.ListenerFold;
import io.wrapped.state.rollup.PlayCodec;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What state holds of some listeners, counted.
 *
 * @param users of whom anything is held
 * @param erased of these, those who asked to be forgotten
 * @param streams that were folded
 * @param days dates with a stream, of each user
 * @param firstDay the earliest of them, as days since 1970-01-01; {@link Integer#MAX_VALUE} without
 * @param lastDay the latest of them; {@link Integer#MIN_VALUE} without
 * @param items contents in a context, of each user
 * @param exclusions that hold
 * @param waitingUsers whose plays or review wait
 * @param waitingPlays that are not folded yet
 * @param bytes of encoded values, by the name of the state
 * @param versions how many values there are in each version, by the name of the state and version,
 *     a space between
 */
public record StateCounts(
        long users,
        long erased,
        long streams,
        long days,
        int firstDay,
        int lastDay,
        long items,
        long exclusions,
        long waitingUsers,
        long waitingPlays,
        Map<String, Long> bytes,
        Map<String, Long> versions) {

    static final StateCounts NONE =
            new StateCounts(
                    0,
                    0,
                    0,
                    0,
                    Integer.MAX_VALUE,
                    Integer.MIN_VALUE,
                    0,
                    0,
                    0,
                    0,
                    Map.of(),
                    Map.of());

    public StateCounts {
        bytes = Map.copyOf(bytes);
        versions = Map.copyOf(versions);
    }

    /** What is held of the listener whose key is set. */
    static StateCounts of(String userId, ListenerState state) throws Exception {
        Listener listener = state.listener(userId);
        ListenerFold fold = new ListenerFold(listener, state, (hash, uri) -> true);
        long days = 0;
        int first = Integer.MAX_VALUE;
        int last = Integer.MIN_VALUE;
        for (int year : fold.years()) {
            List<DayRollup> rollups = fold.year(year).days();
            days += rollups.size();
            if (!rollups.isEmpty()) {
                first = Math.min(first, rollups.get(0).epochDay());
                last = Math.max(last, rollups.get(rollups.size() - 1).epochDay());
            }
        }
        long waiting = 0;
        boolean waits = false;
        for (byte[] run : state.pending()) {
            waits = true;
            waiting += count(PlayCodec.decode(userId, run[0], run, 1));
        }
        Map<String, Long> bytes = new HashMap<>();
        Map<String, Long> versions = new HashMap<>();
        state.encoded()
                .forEach(
                        (name, values) -> {
                            for (byte[] value : values) {
                                bytes.merge(name, (long) value.length, Long::sum);
                                versions.merge(name + " " + value[0], 1L, Long::sum);
                            }
                        });
        return new StateCounts(
                1,
                listener.erased() ? 1 : 0,
                listener.streams(),
                days,
                first,
                last,
                fold.items().size(),
                held(state.exclusions(userId)),
                waits ? 1 : 0,
                waiting,
                bytes,
                versions);
    }

    private static long count(Iterable<?> elements) {
        long count = 0;
        for (Object ignored : elements) {
            count++;
        }
        return count;
    }

    private static long held(Exclusions exclusions) {
        return exclusions.records().stream().filter(Exclusion::excluded).count();
    }

    StateCounts plus(StateCounts other) {
        return new StateCounts(
                users + other.users,
                erased + other.erased,
                streams + other.streams,
                days + other.days,
                Math.min(firstDay, other.firstDay),
                Math.max(lastDay, other.lastDay),
                items + other.items,
                exclusions + other.exclusions,
                waitingUsers + other.waitingUsers,
                waitingPlays + other.waitingPlays,
                sum(bytes, other.bytes),
                sum(versions, other.versions));
    }

    private static Map<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
        Map<String, Long> sum = new HashMap<>(one);
        other.forEach((name, count) -> sum.merge(name, count, Long::sum));
        return Collections.unmodifiableMap(sum);
    }
}
