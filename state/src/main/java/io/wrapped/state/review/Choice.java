package io.wrapped.state.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Chooses the remarkable days among all candidates (SPEC section 4). */
final class Choice {
    private static final Comparator<Candidate> BIGGEST_MUSIC_FIRST =
            Comparator.comparing(
                            (Candidate candidate) ->
                                    candidate.kind() != RemarkableKind.BIGGEST_MUSIC_DAY)
                    .thenComparing(Candidate.BEST_FIRST);

    private final int most;
    private final List<Candidate> chosen = new ArrayList<>();
    private final Set<RemarkableKind> kinds = EnumSet.noneOf(RemarkableKind.class);
    private final Set<Integer> dates = new HashSet<>();

    private Choice(int most) {
        this.most = most;
    }

    /** The chosen candidates in date order, at most {@code most}, no date or kind twice. */
    static List<Candidate> of(List<Candidate> candidates, int most) {
        Choice choice = new Choice(most);
        candidates.stream()
                .filter(candidate -> candidate.rank() == 1)
                .sorted(BIGGEST_MUSIC_FIRST)
                .forEach(choice::offer);
        candidates.stream()
                .filter(candidate -> candidate.rank() > 1)
                .sorted(Candidate.BEST_FIRST)
                .forEach(choice::offer);
        choice.chosen.sort(Comparator.comparingInt(candidate -> candidate.date().epochDay()));
        return choice.chosen;
    }

    private void offer(Candidate candidate) {
        int date = candidate.date().epochDay();
        if (chosen.size() < most && !kinds.contains(candidate.kind()) && !dates.contains(date)) {
            chosen.add(candidate);
            kinds.add(candidate.kind());
            dates.add(date);
        }
    }
}
