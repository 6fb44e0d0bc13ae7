package io.wrapped.jobs.cli;

import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.review.ReviewConfig;
import io.wrapped.state.rollup.LocalDates;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The years in which an import's users listened, by their own calendars: the dates that the job
 * will give, as far as the import knows the users' zones.
 */
final class ListenedYears {
    private final Map<String, String> zones = new HashMap<>();
    private final TreeSet<Integer> years = new TreeSet<>();

    void profile(Profile profile) {
        zones.put(profile.userId(), profile.zone());
    }

    /** A play that may be a stream; short and private ones make no year. */
    void play(Play play) {
        if (play.msPlayed() >= ReviewConfig.DEFAULT.streamMs() && !play.privateSession()) {
            int epochDay =
                    LocalDates.epochDay(
                            play.endedAt(), play.utcOffsetMinutes(), zones.get(play.userId()));
            years.add(LocalDate.ofEpochDay(epochDay).getYear());
        }
    }

    NavigableSet<Integer> years() {
        return years;
    }
}
