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
        ListenerYearReviews reviews = new ListenerYearReviews(config, catalogue);
        reviews.open(userId, listening, exclusions);
        return reviews.review(year, throughEpochDay, birthMonthDay);
    }
}
