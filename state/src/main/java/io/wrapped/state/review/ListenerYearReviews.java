package io.wrapped.state.review;

import io.wrapped.state.review.Review.RemarkableDay;
import io.wrapped.state.review.Review.Totals;
import io.wrapped.state.rollup.DayRollup;
import io.wrapped.state.rollup.Exclusions;
import io.wrapped.state.rollup.Listening;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The years of one listener. Looks each item up in the catalogue once, then computes any year or
 * date of it; stale once listening, exclusions or catalogue change. Not for use by several threads.
 */
public final class ListenerYearReviews {
    private final ReviewConfig config;
    private final String userId;
    private final Listening listening;
    private final ResolvedItems items;
    private @Nullable History history;

    public ListenerYearReviews(
            ReviewConfig config,
            String userId,
            Listening listening,
            Exclusions exclusions,
            Catalogue catalogue) {
        this.config = config;
        this.userId = userId;
        this.listening = listening;
        this.items = new ResolvedItems(listening.items(), exclusions, catalogue);
    }

    /**
     * The review of a year.
     *
     * @param throughEpochDay last local date to cover, in that year
     * @param birthMonthDay {@code --MM-DD}
     */
    public Review review(int year, int throughEpochDay, @Nullable String birthMonthDay) {
        int from = Math.toIntExact(LocalDate.of(year, 1, 1).toEpochDay());
        Window window =
                new Window(
                        items,
                        listening.days().subMap(from, true, throughEpochDay, true),
                        year - config.nostalgicYears());
        Totals totals = window.totals();
        boolean eligible =
                totals.songs() >= config.eligibleSongs()
                        && totals.artists() >= config.eligibleArtists();
        return new Review(
                userId,
                year,
                throughEpochDay,
                eligible,
                totals,
                window.top(config.topLength()),
                eligible ? days(window, year, birthMonthDay) : List.of());
    }

    private List<RemarkableDay> days(Window window, int year, @Nullable String birthMonthDay) {
        History known = history();
        List<Candidate> candidates =
                new Candidates(config, window, known, year, birthMonthDay).all();
        List<RemarkableDay> days = new ArrayList<>();
        for (Candidate chosen : Choice.of(candidates, config.remarkableDays())) {
            days.add(
                    new RemarkableDay(
                            chosen.date().epochDay(),
                            chosen.kind(),
                            chosen.score(),
                            Facts.json(config, window, known, chosen)));
        }
        return days;
    }

    private History history() {
        if (history == null) {
            history = new History(items, listening.days());
        }
        return history;
    }

    /**
     * What the store keeps of a date, as canonical JSON ({@code docs/reviews.md}); null when the
     * date has no stream left after exclusions.
     */
    public @Nullable String dayFacts(int epochDay) {
        DayRollup rollup = listening.days().get(epochDay);
        return rollup == null ? null : DayFacts.json(items, epochDay, rollup, config.topLength());
    }
}
