package io.wrapped.jobs.listening;

import io.wrapped.state.contract.Play;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Plays of listeners who live through dates together, as brokers are given them: most within
 * seconds after they ended, some days to months later, and some twice. Only a few dates' plays, and
 * those that come late, are held at a time.
 */
public final class InventedListening {
    static final double COPIES = 0.005;

    private static final long MS_A_DAY = TimeUnit.DAYS.toMillis(1);
    private static final double LATE = 0.01;
    private static final double FAR_COPIES = 0.1;
    private static final int LATEST_DAYS = 180;

    /** What ended on the last date in the west is given to the brokers two dates later in UTC. */
    private static final int DAYS_AFTER = 3;

    private final List<InventedListener> listeners;
    private final int lastDay;
    private final long latest;
    private final Map<Integer, List<Arrival>> byDay = new HashMap<>();
    private int lived;
    private int given;
    private long sequence;
    private long streams;
    private long late;

    /**
     * @param firstDay the first local date on which somebody listens, epoch days
     * @param days on how many dates; what runs past midnight of the last one is on the next
     */
    public InventedListening(List<InventedListener> listeners, int firstDay, int days) {
        this.listeners = listeners;
        lastDay = firstDay + days - 1;
        latest = (lastDay + 2) * MS_A_DAY;
        lived = firstDay - 1;
        given = firstDay - 2;
    }

    /** Whether there is a date left. */
    public boolean hasNext() {
        return given < lastDay + DAYS_AFTER;
    }

    /** What brokers are given on the next date (UTC), in order. */
    public List<Arrival> next() {
        given++;
        // A later local date begins nowhere before noon of this date in UTC.
        while (lived < Math.min(given + 1, lastDay)) {
            lived++;
            for (InventedListener listener : listeners) {
                listener.live(lived, this::append);
            }
        }
        List<Arrival> arrivals = byDay.remove(given);
        if (arrivals == null) {
            return List.of();
        }
        arrivals.sort(Arrival.ORDER);
        return arrivals;
    }

    /** How many plays were made so far, copies among them. */
    public long plays() {
        return sequence;
    }

    /** How many of them are no copies. */
    public long streams() {
        return streams;
    }

    /** How many plays are given a day or more after they ended. */
    public long late() {
        return late;
    }

    private void append(InventedListener listener, Play play) {
        SplittableRandom random = listener.random();
        long timestamp = play.endedAt() + 1_000 + random.nextInt(20_000);
        if (random.nextDouble() < LATE) {
            timestamp = muchLater(timestamp, random);
            late++;
        }
        hold(timestamp, listener, play, false);
        streams++;
        if (random.nextDouble() < COPIES) {
            appendCopy(timestamp, listener, play, random);
        }
    }

    private void appendCopy(
            long original, InventedListener listener, Play play, SplittableRandom random) {
        if (random.nextDouble() >= FAR_COPIES) {
            hold(original + 1_000 + random.nextInt(600_000), listener, play, true);
            return;
        }
        long timestamp = Math.max(original + 1, muchLater(original, random));
        // Of the far ones every other tells another time played; the first one counts.
        hold(timestamp, listener, random.nextBoolean() ? play : longer(play), true);
    }

    private static Play longer(Play play) {
        return new Play(
                play.eventId(),
                play.userId(),
                play.contentUri(),
                play.kind(),
                play.endedAt(),
                play.msPlayed() + 1_000,
                play.utcOffsetMinutes(),
                play.contextUri(),
                play.country(),
                play.privateSession(),
                play.offline(),
                play.skipped(),
                play.shuffle(),
                play.source());
    }

    /** From a day to half a year, short times more often, and never after the end. */
    private long muchLater(long timestamp, SplittableRandom random) {
        double days = Math.pow(LATEST_DAYS, random.nextDouble());
        long later = timestamp + (long) (days * MS_A_DAY);
        return later < latest
                ? later
                : Math.max(timestamp, latest - 1 - random.nextInt(86_400_000));
    }

    private void hold(long timestamp, InventedListener listener, Play play, boolean copy) {
        int day = Math.toIntExact(Math.floorDiv(timestamp, MS_A_DAY));
        byDay.computeIfAbsent(day, none -> new ArrayList<>())
                .add(new Arrival(timestamp, sequence++, listener.number(), play, copy));
    }
}
