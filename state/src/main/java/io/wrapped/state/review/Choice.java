package io.wrapped.state.review;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

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
        Candidate music = candidates.best(RemarkableKind.BIGGEST_MUSIC_DAY);
        if (music != null) {
            choice.offer(music);
        }
        choice.offerBest(candidates);
        if (!choice.isComplete()) {
            choice.offerAll(candidates.ofLaterRanks());
        }
        choice.chosen.sort(Comparator.comparingInt(Candidate::date));
        return choice.chosen;
    }

    /** The best candidate of each kind, by score; of kinds that can still be chosen. */
    private void offerBest(Candidates candidates) {
        PriorityQueue<Candidate> waiting = new PriorityQueue<>();
        for (RemarkableKind kind : candidates.byMostScore()) {
            // Who scores more than a kind ever can comes before all of its candidates.
            double most = candidates.mostScore(kind);
            while (!waiting.isEmpty() && waiting.peek().score() > most) {
                offer(waiting.poll());
            }
            if (isComplete()) {
                return;
            }
            Candidate best = candidates.best(kind);
            if (best != null) {
                waiting.add(best);
            }
        }
        while (!waiting.isEmpty()) {
            offer(waiting.poll());
        }
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
