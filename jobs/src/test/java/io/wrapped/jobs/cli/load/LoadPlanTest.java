package io.wrapped.jobs.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.jobs.cli.load.LoadPlan.Span;
import io.wrapped.jobs.listening.Arrival;
import io.wrapped.jobs.listening.InventedListener;
import io.wrapped.jobs.listening.InventedListening;
import io.wrapped.state.contract.Bounds;
import io.wrapped.state.contract.LoadUser;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.RefusedException;
import io.wrapped.state.review.ReviewConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadPlanTest {

    private static LoadPlan plan(int users, double plays, Duration duration, LocalDate today) {
        return new LoadPlan(
                "test", users, plays, 10, 0, duration, Duration.ofMinutes(1), Span.before(today));
    }

    private static List<Arrival> all(LoadPlan plan, List<InventedListener> listeners) {
        InventedListening listening =
                new InventedListening(
                        listeners, plan.listened().firstDay(), plan.listened().days());
        List<Arrival> all = new ArrayList<>();
        while (listening.hasNext()) {
            all.addAll(listening.next());
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-27, 2026, 2026-11-26",
        "2026-01-30, 2025, 2025-12-31",
        "2026-01-31, 2026, 2026-01-30",
        "2026-01-01, 2025, 2025-12-31",
        "2026-12-31, 2026, 2026-12-30"
    })
    void whatIsListenedIsOfOneYearAndOver(LocalDate today, int year, LocalDate last) {
        Span span = Span.before(today);

        assertThat(span.year()).isEqualTo(year);
        assertThat(LocalDate.ofEpochDay(span.firstDay())).isEqualTo(LocalDate.of(year, 1, 1));
        assertThat(LocalDate.ofEpochDay(span.lastDay())).isEqualTo(last);
        assertThat(span.days()).isGreaterThanOrEqualTo(29);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-27", "2026-01-30", "2026-01-31"})
    void everyPlayIsAStreamOfThatYearWhereverItsListenerLives(LocalDate today)
            throws RefusedException {
        LoadPlan plan = plan(50, 100, Duration.ofSeconds(40), today);
        List<InventedListener> listeners = plan.listeners();
        Map<String, ZoneId> zones = new HashMap<>();
        for (InventedListener listener : listeners) {
            Profile profile = listener.profile();
            Bounds.check(profile);
            zones.put(profile.userId(), ZoneId.of(profile.zone()));
        }
        long now = today.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();

        List<Arrival> arrivals = all(plan, listeners);

        assertThat(arrivals.size()).isBetween(4_000, 4_100);
        for (Arrival arrival : arrivals) {
            Play play = arrival.play();
            Bounds.check(play, now);
            assertThat(play.msPlayed()).isGreaterThanOrEqualTo(ReviewConfig.DEFAULT.streamMs());
            assertThat(play.endedAt()).isLessThan(now + Duration.ofHours(14).toMillis());
            assertThat(year(play, zones.get(play.userId()))).isEqualTo(plan.listened().year());
            assertThat(play.source()).isNotNull();
        }
    }

    private static int year(Play play, ZoneId zone) {
        Integer offset = play.utcOffsetMinutes();
        ZoneId dated = offset == null ? zone : ZoneOffset.ofTotalSeconds(offset * 60);
        return Instant.ofEpochMilli(play.endedAt()).atZone(dated).getYear();
    }

    @Test
    void aCopyIsMarkedAndComesAfterItsEvent() {
        LoadPlan plan = plan(20, 100, Duration.ofMinutes(2), LocalDate.of(2026, 11, 27));
        Set<String> events = new HashSet<>();
        int copies = 0;
        for (Arrival arrival : all(plan, plan.listeners())) {
            boolean isNew = events.add(arrival.play().userId() + arrival.play().eventId());
            assertThat(arrival.copy()).isEqualTo(!isNew);
            copies += arrival.copy() ? 1 : 0;
        }
        assertThat(copies).isBetween(20, 120);
    }

    @Test
    void usersAreTheRunsOwn() {
        LoadPlan plan = plan(3, 1, Duration.ofSeconds(10), LocalDate.of(2026, 11, 27));

        assertThat(plan.listeners())
                .extracting(listener -> LoadUser.of(listener.userId()))
                .containsExactly(
                        new LoadUser("test", 0), new LoadUser("test", 1), new LoadUser("test", 2));
    }
}
