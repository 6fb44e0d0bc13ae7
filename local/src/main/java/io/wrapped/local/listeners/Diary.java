package io.wrapped.local.listeners;

import io.wrapped.state.contract.CatalogueItem;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Named;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.Source;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One listener's plays as they happen: one after another on a date, with the little accidents of
 * real life: plays skipped after seconds, private ones, copies, and days whose plays arrive weeks
 * later because the phone was offline.
 */
final class Diary {
    private static final int PERCENT_SKIPPED = 4;
    private static final int PERCENT_PRIVATE = 2;
    private static final int PERCENT_COPIED = 3;
    private static final int PERCENT_LATE_DAYS = 6;
    private static final int PERCENT_WITH_OFFSET = 70;
    private static final int PERCENT_AS_SINGLE = 30;
    private static final long DAY_MS = 86_400_000L;

    private final String userId;
    private final ZoneId zone;
    private final String country;
    private final Random random;
    private final List<Arrival> arrivals = new ArrayList<>();
    private final Set<LocalDate> written = new HashSet<>();
    private long clock;
    private long delayMs;
    private int events;

    Diary(String userId, ZoneId zone, String country, Random random) {
        this.userId = userId;
        this.zone = zone;
        this.country = country;
        this.random = random;
    }

    /** Goes to a date; what is played next is played then, from that hour on. */
    Diary on(LocalDate date, int hour) {
        clock = date.atTime(hour, random.nextInt(20)).atZone(zone).toInstant().toEpochMilli();
        delayMs = chance(PERCENT_LATE_DAYS) ? DAY_MS * (2 + random.nextInt(40)) : 0;
        written.add(date);
        return this;
    }

    /** Whether anything was played on that date. */
    boolean hasWritten(LocalDate date) {
        return written.contains(date);
    }

    /** Plays something whole, on its own. */
    void play(CatalogueItem item) {
        play(item, null);
    }

    /** Plays something whole from a playlist, at times with an accident before it. */
    void play(CatalogueItem item, @Nullable String contextUri) {
        if (chance(PERCENT_SKIPPED)) {
            record(item, contextUri, 3_000 + random.nextInt(26_000), false);
        }
        if (chance(PERCENT_PRIVATE)) {
            record(item, contextUri, duration(item), true);
        }
        Play play = record(item, contextUri, duration(item), false);
        if (chance(PERCENT_COPIED)) {
            arrivals.add(new Arrival(play.endedAt() + delayMs + random.nextInt(3) * DAY_MS, play));
        }
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private static int duration(CatalogueItem item) {
        Long known = item.durationMs();
        return known == null ? 210_000 : Math.toIntExact(known);
    }

    private Play record(
            CatalogueItem item, @Nullable String contextUri, int msPlayed, boolean isPrivate) {
        clock += msPlayed + 1_000;
        boolean hasSingle = item.songId() != null;
        boolean isMusic = item.kind() == Kind.MUSIC;
        Integer offset =
                chance(PERCENT_WITH_OFFSET)
                        ? zone.getRules().getOffset(Instant.ofEpochMilli(clock)).getTotalSeconds()
                                / 60
                        : null;
        Play play =
                new Play(
                        userId + "-" + ++events,
                        userId,
                        hasSingle && chance(PERCENT_AS_SINGLE)
                                ? item.contentUri() + ":single"
                                : item.contentUri(),
                        item.kind(),
                        clock,
                        msPlayed,
                        offset,
                        contextUri,
                        country,
                        isPrivate,
                        delayMs > 0,
                        msPlayed < duration(item),
                        isMusic && contextUri != null,
                        source(item));
        arrivals.add(new Arrival(clock + delayMs, play));
        return play;
    }

    private static Source source(CatalogueItem item) {
        Named show = item.show();
        return new Source(
                item.name(),
                item.artists().isEmpty() ? null : item.artists().get(0).name(),
                null,
                show == null ? null : show.name());
    }

    /** Everything played, in no order of arrival yet. */
    List<Arrival> arrivals() {
        return arrivals;
    }
}
