package io.wrapped.system.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.Source;
import io.wrapped.state.contract.Trigger;
import io.wrapped.state.contract.Trigger.Purpose;
import io.wrapped.state.contract.Trigger.Scope;
import io.wrapped.system.harness.Feed;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A year of listening, much of it near midnight, where the zone decides the date. */
final class NearMidnight {
    static final int YEAR = 2025;

    private NearMidnight() {}

    /** Noons, which are on one date in most zones, and late evenings and early mornings. */
    static List<Play> year(String user) {
        List<Play> plays = new ArrayList<>();
        for (int i = 0; i < 45; i++) {
            LocalDate date = LocalDate.of(YEAR, 1, 3).plusDays(4L * i);
            plays.add(play(user, "noon-" + i, i, date.atTime(12, 0)));
            plays.add(play(user, "two-" + i, i + 3, date.atTime(14, 0)));
        }
        for (int i = 0; i < 14; i++) {
            LocalDate date =
                    user.equals("winter")
                            ? LocalDate.of(YEAR, 1, 2 + 2 * i)
                            : LocalDate.of(YEAR, 5, 2 + 2 * i);
            plays.add(play(user, "late-" + i, i, date.atTime(23, 0)));
            plays.add(play(user, "early-" + i, i + 5, date.atTime(1, 0)));
        }
        LocalDateTime night = LocalDate.of(YEAR, user.equals("winter") ? 2 : 6, 14).atTime(22, 0);
        for (int i = 0; i < 24; i++) {
            plays.add(play(user, "night-" + i, i, night.plusMinutes(5L * i)));
            plays.add(play(user, "again-" + i, 7, night.plusDays(9).plusMinutes(5L * i)));
        }
        return plays;
    }

    static Play play(String user, String event, int song, LocalDateTime endedAt) {
        return new Play(
                user + event,
                user,
                "song:" + song,
                Kind.MUSIC,
                endedAt.toInstant(ZoneOffset.UTC).toEpochMilli(),
                200_000 + 1_000 * song,
                user.equals("offset") ? 540 : null,
                null,
                null,
                false,
                null,
                null,
                null,
                new Source("Tune " + song, "Band " + song % 8, null, null));
    }

    static Profile profile(String user, String zone) {
        return new Profile(user, zone, null, null, null, false);
    }

    /** Tells the year to everyone. */
    static Trigger everyone(String command) {
        return new Trigger(
                command,
                YEAR,
                (int) LocalDate.of(YEAR, 12, 31).toEpochDay(),
                Scope.EVERYONE,
                List.of(),
                null,
                0,
                Purpose.FINAL);
    }

    /** Plays that go on, some of them of a listener who is built anew, others of one who is not. */
    static final class Live {
        private static final int MOST = 2_000;
        private static final long PACE_MS = 20;

        private final Feed feed;
        private final List<Play> sent = new ArrayList<>();
        private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();

        Live(Feed feed) {
            this.feed = feed;
            pace.scheduleAtFixedRate(this::sendOne, 0, PACE_MS, TimeUnit.MILLISECONDS);
        }

        private void sendOne() {
            int i = sent.size();
            if (i < MOST) {
                LocalDateTime time = LocalDate.of(YEAR, 11, 1 + i % 25).atTime(12, i % 60);
                Play play = play(i % 2 == 0 ? "tokyo" : "plain", "live-" + i, i % 9, time);
                sent.add(play);
                feed.send(play);
            }
        }

        void end() throws InterruptedException {
            pace.shutdown();
            assertThat(pace.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }

        List<Play> sent() {
            return sent;
        }

        /** The cells of the dates that they are on. */
        SortedSet<String> days() {
            SortedSet<String> days = new TreeSet<>();
            for (Play play : sent) {
                LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(play.endedAt(), 86_400_000L));
                days.add(play.userId() + " d:" + date.toString().replace("-", ""));
            }
            return days;
        }
    }
}
