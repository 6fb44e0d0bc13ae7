package io.wrapped.jobs.cli.replay;

import io.wrapped.operators.listener.HeapParts;
import io.wrapped.state.contract.CodePoints;
import io.wrapped.state.contract.KeptPlay;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.review.ReviewConfig;
import io.wrapped.state.rollup.Listener;
import io.wrapped.state.rollup.ListenerFold;
import io.wrapped.state.rollup.ListeningDifference;
import io.wrapped.state.rollup.PlayEvent;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Folds kept plays both ways: as they are to be dated, and as a mistake dated them that took one
 * zone for everyone's. What differs is whom the mistake concerns, and on which dates.
 */
public final class BothWays {
    private final String mistakenZone;
    private final Map<String, Ways> users = new HashMap<>();
    private boolean allProfiles;

    private record HeldProfile(Profile profile, long at) {}

    /** The two folds of one listener. */
    private static final class Ways {
        private final Listener right = new Listener();
        private final ListenerFold rightFold = fold(right);
        private final Listener wrong = new Listener();
        private final ListenerFold wrongFold = fold(wrong);

        private static ListenerFold fold(Listener listener) {
            return new ListenerFold(listener, new HeapParts(), (hash, uri) -> true);
        }
    }

    /**
     * @param mistakenZone what the mistake took for everyone's zone
     */
    public BothWays(String mistakenZone) {
        this.mistakenZone = mistakenZone;
    }

    /** The users with the dates on which the two ways differ; nobody else. */
    public SortedMap<String, SortedSet<LocalDate>> differing(Set<String> of, KeptPlays kept)
            throws IOException {
        of.forEach(user -> users.put(user, new Ways()));
        List<HeldProfile> profiles = new ArrayList<>();
        allProfiles =
                kept.readProfiles(of, (profile, at) -> profiles.add(new HeldProfile(profile, at)));
        // Those of one moment stay in the order in which they were read.
        profiles.sort(Comparator.comparingLong(HeldProfile::at));
        profiles.forEach(held -> apply(held.profile(), held.at()));
        kept.read(of, this::fold);
        SortedMap<String, SortedSet<LocalDate>> differing = new TreeMap<>(CodePoints::compare);
        users.forEach(
                (user, ways) -> {
                    ways.rightFold.flush();
                    ways.wrongFold.flush();
                    IntSet days = ListeningDifference.days(ways.rightFold, ways.wrongFold);
                    if (!days.isEmpty()) {
                        differing.put(user, dates(days));
                    }
                });
        return differing;
    }

    /** Whether all profiles were read that there ever were, so that every zone held is known. */
    public boolean knowsAllZones() {
        return allProfiles;
    }

    private void apply(Profile profile, long at) {
        Ways ways = users.get(profile.userId());
        if (ways == null) {
            return;
        }
        if (profile.erased()) {
            ways.rightFold.erase(at);
            ways.wrongFold.erase(at);
        } else {
            ways.right.setProfile(profile, at, allProfiles);
            ways.wrong.setProfile(
                    new Profile(profile.userId(), mistakenZone, null, null, null, false),
                    at,
                    /* knowsEarlier= */ false);
        }
    }

    private void fold(KeptPlay kept) {
        Ways ways = users.get(kept.play().userId());
        if (ways != null && kept.play().msPlayed() >= ReviewConfig.DEFAULT.streamMs()) {
            PlayEvent play = PlayEvent.of(kept.play(), kept.appendedAt(), null);
            ways.rightFold.fold(play);
            ways.wrongFold.fold(play);
        }
    }

    private static SortedSet<LocalDate> dates(IntSet days) {
        return days.intStream()
                .mapToObj(LocalDate::ofEpochDay)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
