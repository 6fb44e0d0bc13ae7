package io.wrapped.state.review;

import io.wrapped.state.review.Window.ActiveDate;
import java.util.Comparator;

/**
 * A date that may be told as a day of a kind.
 *
 * @param value in the kind's unit
 * @param rank place among the kind's candidates, from 1
 * @param highest whether no date of the window has a greater value
 * @param usual median of the kind's values above 0
 */
record Candidate(
        RemarkableKind kind,
        ActiveDate date,
        double value,
        int rank,
        boolean highest,
        double usual,
        double score) {

    /** The better one first; equal scores as the SPEC's section 4 says. */
    static final Comparator<Candidate> BEST_FIRST =
            Comparator.comparingDouble(Candidate::score)
                    .reversed()
                    .thenComparing(
                            Comparator.comparingDouble(
                                            (Candidate candidate) -> candidate.kind().weight())
                                    .reversed())
                    .thenComparing(Candidate::kind)
                    .thenComparing(Comparator.comparingDouble(Candidate::value).reversed())
                    .thenComparingInt(candidate -> candidate.date().epochDay());
}
