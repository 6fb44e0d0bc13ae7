package io.wrapped.jobs.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.state.contract.KeptPlay;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.Profile;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BothWaysTest {
    private final Kept kept = new Kept();

    @Test
    void onlyListenersWithADateThatDiffersAreFoundWithTheirDates() throws IOException {
        kept.profile("tokyo", "Asia/Tokyo", false, 1);
        kept.profile("london", "Europe/London", false, 1);
        kept.profile("offset", "Asia/Tokyo", false, 1);
        for (String user : List.of("tokyo", "london", "plain")) {
            kept.play(user, 10, "2025-01-10T12:00:00Z", null);
            kept.play(user, 10, "2025-01-20T22:00:00Z", null);
        }
        kept.play("offset", 10, "2025-01-20T22:00:00Z", 540);

        assertThat(differing("tokyo", "london", "offset", "plain"))
                .isEqualTo(Map.of("tokyo", List.of("2025-01-20", "2025-01-21")));
    }

    @Test
    void eachPlayIsDatedByTheZoneHeldWhenItCame() throws IOException {
        kept.profile("home", "Asia/Tokyo", false, 100);
        kept.profile("home", "UTC", false, 200);
        kept.play("home", 50, "2025-01-10T22:00:00Z", null);
        kept.play("home", 150, "2025-02-10T22:00:00Z", null);
        kept.play("home", 250, "2025-03-10T22:00:00Z", null);

        assertThat(differing("home"))
                .isEqualTo(Map.of("home", List.of("2025-02-10", "2025-02-11")));
    }

    @Test
    void whatWasErasedDiffersInNothingAlsoWhereTheReturnHasTheSameMoment() throws IOException {
        kept.profile("eve", "Asia/Tokyo", true, 100);
        kept.profile("eve", "Asia/Tokyo", false, 100);
        kept.play("eve", 50, "2025-01-10T22:00:00Z", null);
        kept.play("eve", 150, "2025-02-10T22:00:00Z", null);

        assertThat(differing("eve")).isEqualTo(Map.of("eve", List.of("2025-02-10", "2025-02-11")));
    }

    private Map<String, List<String>> differing(String... users) throws IOException {
        Map<String, List<String>> found = new TreeMap<>();
        new BothWays("UTC")
                .differing(Set.of(users), kept)
                .forEach(
                        (user, dates) ->
                                found.put(user, dates.stream().map(LocalDate::toString).toList()));
        return found;
    }

    /** Plays and profiles in memory. */
    private static final class Kept implements KeptPlays {
        private final List<KeptPlay> plays = new ArrayList<>();
        private final List<Profile> profiles = new ArrayList<>();
        private final List<Long> times = new ArrayList<>();

        void profile(String user, String zone, boolean erased, long at) {
            profiles.add(new Profile(user, zone, null, null, null, erased));
            times.add(at);
        }

        void play(String user, long at, String endedAt, @Nullable Integer offset) {
            plays.add(
                    new KeptPlay(
                            at,
                            new Play(
                                    "event " + plays.size(),
                                    user,
                                    "song",
                                    Kind.MUSIC,
                                    Instant.parse(endedAt).toEpochMilli(),
                                    60_000,
                                    offset,
                                    null,
                                    null,
                                    false,
                                    null,
                                    null,
                                    null,
                                    null)));
        }

        @Override
        public boolean readProfiles(Set<String> users, ProfileTaker taker) {
            for (int i = 0; i < profiles.size(); i++) {
                taker.take(profiles.get(i), times.get(i));
            }
            return true;
        }

        @Override
        public void read(Set<String> users, Taker taker) {
            plays.forEach(taker::take);
        }
    }
}
