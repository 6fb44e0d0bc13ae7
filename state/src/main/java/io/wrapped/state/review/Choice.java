package io.wrapped.state.review;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Chooses the remarkable days among all candidates (SPEC section 4). */
final class Choice {
    private final int most;
    private final List<Candidate> chosen = new ArrayList<>();

    private Choice(int most) {
        this.most = most;
    }

    /** The chosen candidates in date order, at most {@code most}, no date or kind twice. */
    static List<Candidate> of(Candidates candidates, int most) {
        Choice choice = new Choice(most);
        List<Candidate> first = candidates.ofFirstRank();
        for (Candidate candidate : first) {
            if (candidate.kind() == RemarkableKind.BIGGEST_MUSIC_DAY) {
                choice.offer(candidate);
            }
        }
        choice.offerAll(first);
        if (!choice.isComplete()) {
            choice.offerAll(candidates.ofLaterRanks());
        }
        choice.chosen.sort(Comparator.comparingInt(Candidate::date));
        return choice.chosen;
    }

    private void offerAll(List<Candidate> candidates) {
        Collections.sort(candidates);
        for (Candidate candidate : candidates) {
            offer(candidate);
        }
    }

    private boolean isComplete() {
        return chosen.size() == most;
    }

    private void offer(Candidate candidate) {
        if (isComplete()) {
            return;
        }
        for (Candidate taken : chosen) {
            if (taken.kind() == candidate.kind() || taken.date() == candidate.date()) {
                return;
            }
        }
        chosen.add(candidate);
    }
}
