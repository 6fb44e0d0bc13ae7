package io.wrapped.state.review;

import io.wrapped.state.rollup.Exclusions;
import io.wrapped.state.rollup.Listening;
import org.jspecify.annotations.Nullable;

/** Computes reviews from what listeners streamed; a pure function of its arguments. */
public record ReviewCalculator(ReviewConfig config) {

    /** With the SPEC's thresholds. */
    public ReviewCalculator() {
        this(ReviewConfig.DEFAULT);
    }

    /** For several years or dates of one listener. */
    public ListenerYearReviews of(
            String userId, Listening listening, Exclusions exclusions, Catalogue catalogue) {
        return new ListenerYearReviews(config, userId, listening, exclusions, catalogue);
    }

    /**
     * The review of one year.
     *
     * @param throughEpochDay last local date to cover, in that year
     * @param birthMonthDay {@code --MM-DD}
     */
    public Review review(
            String userId,
            int year,
            int throughEpochDay,
            @Nullable String birthMonthDay,
            Listening listening,
            Exclusions exclusions,
            Catalogue catalogue) {
        return of(userId, listening, exclusions, catalogue)
                .review(year, throughEpochDay, birthMonthDay);
    }
}
