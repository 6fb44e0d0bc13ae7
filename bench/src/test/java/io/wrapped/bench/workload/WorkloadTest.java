package io.wrapped.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkloadTest {
    private static final long MS_A_DAY = TimeUnit.DAYS.toMillis(1);

    @TempDir private Path folder;

    private static WorkloadSpec spec(int users, long plays, double sigma, long seed) {
        return new WorkloadSpec(users, plays, 0, 20_000, 0.9, sigma, seed);
    }

    private Workload make(WorkloadSpec spec) throws IOException {
        return Workload.of(spec, folder, made -> {});
    }

    private static List<Play> plays(Workload workload) throws IOException, RefusedException {
        List<Play> plays = new ArrayList<>();
        for (int partition = 0; partition < Workload.PARTITIONS; partition++) {
            try (RecordFile.Reader reader = new RecordFile.Reader(workload.plays(partition), 0)) {
                while (reader.next()) {
                    plays.add(ProtoRecords.play(reader.value(), reader.timestamp()));
                }
            }
        }
        return plays;
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() throws IOException {
        Workload first = make(spec(20, 4_000, 1, 1));
        Workload again = Workload.of(spec(20, 4_000, 1, 1), folder.resolve("again"), made -> {});
        Workload other = make(spec(20, 4_000, 1, 2));

        assertThat(again.plays(0)).hasSameBinaryContentAs(first.plays(0));
        assertThat(again.plays(1)).hasSameBinaryContentAs(first.plays(1));
        assertThat(again.profiles()).hasSameBinaryContentAs(first.profiles());
        assertThat(again.catalogue()).hasSameBinaryContentAs(first.catalogue());
        assertThat(other.plays(0).toFile()).isNotEmpty();
        assertThat(other.plays(0).toFile().length()).isNotEqualTo(first.plays(0).toFile().length());
    }

    @Test
    void playsAreInTheOrderOfTheBrokersTimeStamps() throws IOException {
        Workload workload = make(spec(50, 10_000, 1, 1));
        for (int partition = 0; partition < Workload.PARTITIONS; partition++) {
            try (RecordFile.Reader reader = new RecordFile.Reader(workload.plays(partition), 0)) {
                long last = Long.MIN_VALUE;
                while (reader.next()) {
                    assertThat(reader.timestamp()).isGreaterThanOrEqualTo(last);
                    last = reader.timestamp();
                }
            }
        }
    }

    @Test
    void copiesAndLatePlaysAreAsManyAsTheManifestSays() throws IOException, RefusedException {
        Workload workload = make(spec(100, 100_000, 1, 1));
        List<Play> plays = plays(workload);
        Set<String> events = new HashSet<>();
        plays.forEach(play -> events.add(play.userId() + play.eventId()));

        assertThat(plays).hasSize((int) workload.plays());
        assertThat(events).hasSize((int) workload.streams());
        assertThat(workload.plays()).isCloseTo(100_000, within(200L));
        assertThat(workload.plays() - workload.streams()).isCloseTo(500, within(100L));
        assertThat(workload.late()).isCloseTo(1_000, within(150L));
    }

    @Test
    void listenersOfAThousandStreamsAreLikeRealOnes() throws IOException, RefusedException {
        Map<String, Set<Long>> dates = new HashMap<>();
        Map<String, Set<String>> songs = new HashMap<>();
        List<Play> plays = plays(make(spec(50, 50_000, 0, 1)));
        for (Play play : plays) {
            dates.computeIfAbsent(play.userId(), user -> new HashSet<>())
                    .add(play.endedAt() / MS_A_DAY);
            songs.computeIfAbsent(play.userId(), user -> new HashSet<>()).add(play.contentUri());
        }

        assertThat(dates).hasSize(50);
        assertThat(dates.values().stream().mapToInt(Set::size).average().orElseThrow())
                .isCloseTo(133, within(8.0));
        assertThat(songs.values().stream().mapToInt(Set::size).average().orElseThrow())
                .isCloseTo(345, within(20.0));
        assertThat(plays.stream().filter(play -> play.contextUri() != null).count())
                .isCloseTo(24_000, within(1_500L));
        assertThat(plays).allMatch(play -> play.msPlayed() >= 30_000);
    }

    @Test
    void activityOfUsersIsLogNormal() throws IOException, RefusedException {
        Map<String, Integer> counts = new HashMap<>();
        for (Play play : plays(make(spec(400, 40_000, 1, 1)))) {
            counts.merge(play.userId(), 1, Integer::sum);
        }
        List<Integer> sorted = counts.values().stream().sorted().toList();

        // The median of a log-normal law lies exp(-sigma²/2) below its mean.
        assertThat(sorted.get(200) / 100.0).isCloseTo(Math.exp(-0.5), within(0.12));
        assertThat(sorted.get(sorted.size() - 1)).isGreaterThan(800);
    }

    @Test
    void oneUserMayPlayFarMoreThanAllOthers() throws IOException, RefusedException {
        Workload workload = make(new WorkloadSpec(10, 1_000, 20_000, 20_000, 0.9, 1, 1));
        Map<String, Integer> counts = new HashMap<>();
        for (Play play : plays(workload)) {
            counts.merge(play.userId(), 1, Integer::sum);
        }
        assertThat(counts.values()).anyMatch(count -> count > 20_000);
        assertThat(workload.plays()).isCloseTo(21_100, within(200L));
    }
}
