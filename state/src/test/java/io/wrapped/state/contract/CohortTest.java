package io.wrapped.state.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CohortTest {
    private static final String SALT = "wrapped – 2025:a";

    @Test
    void aUserExactlyAtTheShareStaysOut() {
        double share = 0.9267744869507811;

        assertThat(Cohort.contains(SALT, share, "user-2549")).isFalse();
        assertThat(Cohort.contains(SALT, Math.nextUp(share), "user-2549")).isTrue();
    }

    @Test
    void aShareOfOneTakesEveryone() {
        assertThat(IntStream.range(0, 1000)).allMatch(i -> Cohort.contains("s", 1, "u" + i));
    }

    @Test
    void aShareTakesAboutThatManyUsers() {
        long taken =
                IntStream.range(0, 4000).filter(i -> Cohort.contains("s", 0.25, "u" + i)).count();

        assertThat(taken).isBetween(900L, 1100L);
    }
}
