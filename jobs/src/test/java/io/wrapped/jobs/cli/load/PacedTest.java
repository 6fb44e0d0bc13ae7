package io.wrapped.jobs.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacedTest {
    private static final long FAR = Duration.ofHours(1).toNanos();

    @Test
    void whoComesLateIsToldWhenItShouldHaveBeen() throws Exception {
        long start = System.nanoTime() - Duration.ofSeconds(10).toNanos();
        List<Long> since = new ArrayList<>();

        Paced.run(
                100,
                start,
                start + FAR,
                due -> {
                    since.add(due - start);
                    return since.size() < 4;
                });

        assertThat(since).containsExactly(0L, 10_000_000L, 20_000_000L, 30_000_000L);
    }

    @Test
    void nothingIsDoneLongBeforeItsTime() throws Exception {
        long start = System.nanoTime();
        List<Long> early = new ArrayList<>();

        Paced.run(
                200,
                start,
                start + FAR,
                due -> {
                    early.add(start + early.size() * 5_000_000L - System.nanoTime());
                    return early.size() < 10;
                });

        assertThat(early).allMatch(nanos -> nanos <= 1_000_000);
    }

    @Test
    void itEndsInTimeHoweverMuchIsLeft() throws Exception {
        long start = System.nanoTime() - Duration.ofSeconds(10).toNanos();
        List<Long> done = new ArrayList<>();

        Paced.run(1e9, start, start + Duration.ofSeconds(9).toNanos(), done::add);
        Paced.run(5, start, start + Duration.ofSeconds(9).toNanos(), done::add);

        assertThat(done).isEmpty();
    }
}
