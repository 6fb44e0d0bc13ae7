package io.wrapped.state.review;

/**
 * A date that may be told as a day of a kind.
 *
 * @param date its number in {@link ActiveDates}
 * @param value in the kind's unit
 * @param rank place among the kind's candidates, from 1
 */
record Candidate(RemarkableKind kind, int date, double value, int rank, double score)
        implements Comparable<Candidate> {

    /** The better one first; equal scores as the SPEC's section 4 says. */
    @Override
    public int compareTo(Candidate other) {
        int order = Double.compare(other.score, score);
        if (order == 0) {
            order = Double.compare(other.kind.weight(), kind.weight());
        }
        if (order == 0) {
            order = kind.compareTo(other.kind);
        }
        if (order == 0) {
            order = Double.compare(other.value, value);
        }
        return order == 0 ? Integer.compare(date, other.date) : order;
    }
}
