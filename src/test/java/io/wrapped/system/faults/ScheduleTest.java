package io.wrapped.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void aHundredSeedsHaveEachFaultOftenAndWorldsThatDiffer() {
        Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
        Set<String> moved = new HashSet<>();
        for (long seed = 1; seed <= 100; seed++) {
            Schedule.of(seed)
                    .entries()
                    .forEach(entry -> counts.merge(entry.fault(), 1, Integer::sum));
            moved.add(World.of(seed).steps().get(1).profiles().get(0).userId());
        }

        assertThat(counts).containsOnlyKeys(Fault.values());
        assertThat(counts.values()).allMatch(count -> count >= 15);
        assertThat(moved).hasSizeGreaterThan(5);
    }

    @Test
    void inEveryTwentiethSeedTheModelIsSilentForMinutes() {
        for (long seed = 20; seed <= 100; seed += 20) {
            assertThat(Schedule.of(seed).entries())
                    .filteredOn(entry -> entry.lasts().compareTo(Duration.ofMinutes(1)) > 0)
                    .singleElement()
                    .extracting(Schedule.Entry::fault)
                    .isEqualTo(Fault.MODEL_SILENT);
        }
    }
}
