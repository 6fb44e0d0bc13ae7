package io.wrapped.state.review;

import io.wrapped.state.review.Review.RemarkableDay;
import io.wrapped.state.review.Review.Totals;
import io.wrapped.state.rollup.DayRollup;
import io.wrapped.state.rollup.DayRollups;
import io.wrapped.state.rollup.Exclusions;
import io.wrapped.state.rollup.Items;
import io.wrapped.state.rollup.Listening;
import it.unimi.dsi.fastutil.ints.Int2ObjectMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The years of one listener after another (SPEC sections 3 to 5). Looks each item of a listener up
 * in the catalogue once, then computes any year or date; until the next listener, and until
 * listening, exclusions or catalogue change. Its working memory grows to what the greatest listener
 * needs and serves all of them. Not for use by several threads.
 */
public final class ListenerYearReviews {
    private final ReviewConfig config;
    private final Catalogue catalogue;
    private final ResolvedItems items = new ResolvedItems();
    private final Window window = new Window(items);
    private final History history = new History();
    private final Candidates candidates;
    private final DayFacts dayFacts;
    private final JsonWriter json = new JsonWriter();
    private String userId = "";
    private final Int2ObjectMap<DayRollups> years = new Int2ObjectOpenHashMap<>(4);
    private @Nullable Listening listening;
    private Exclusions exclusions = new Exclusions();
    private boolean resolved;
    private boolean historyKnown;

    public ListenerYearReviews(ReviewConfig config, Catalogue catalogue) {
        this.config = config;
        this.catalogue = catalogue;
        candidates = new Candidates(config, window, history);
        dayFacts = new DayFacts(items, config.topLength());
    }

    /** Goes on to a listener. */
    public void open(String newUserId, Listening newListening, Exclusions newExclusions) {
        userId = newUserId;
        listening = newListening;
        exclusions = newExclusions;
        resolved = false;
        historyKnown = false;
        years.clear();
        items.find(newListening.items(), catalogue);
    }

    /**
     * The uris, by item, of contents whose record was taken back from the catalogue and whose uris
     * nobody else keeps.
     */
    public Int2ObjectMap<String> takenBack() {
        return items.takenBack();
    }

    /**
     * When the catalogue was last given a record of something that the listener streamed, by {@link
     * Content#changedAt}; {@link Long#MIN_VALUE} when never.
     */
    public long catalogueChangedAt() {
        return items.changedAt();
    }

    /**
     * The review of a year.
     *
     * @param throughEpochDay last local date to cover, in that year
     * @param birthMonthDay {@code --MM-DD}
     */
    public Review review(int year, int throughEpochDay, @Nullable String birthMonthDay) {
        resolve();
        int from = Math.toIntExact(LocalDate.of(year, 1, 1).toEpochDay());
        window.fill(rollups(year), from, throughEpochDay, year - config.nostalgicYears());
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
                eligible ? days(year, birthMonthDay) : List.of());
    }

    private List<RemarkableDay> days(int year, @Nullable String birthMonthDay) {
        if (!historyKnown) {
            history.fill(items, streamed());
            historyKnown = true;
        }
        candidates.find(year, birthMonthDay);
        List<RemarkableDay> days = new ArrayList<>(config.remarkableDays());
        for (Candidate chosen : Choice.of(candidates, config.remarkableDays())) {
            days.add(
                    new RemarkableDay(
                            window.dates().epochDays[chosen.date()],
                            chosen.kind(),
                            chosen.score(),
                            Facts.json(config, window, history, candidates, chosen, json)));
        }
        return days;
    }

    /**
     * The document of a review (SPEC section 5) as it is stored, see {@link ReviewJson}; cheaper
     * than there, since memory is shared.
     */
    public byte[] document(Review review) {
        return ReviewJson.write(review, json);
    }

    /**
     * What the store keeps of a date, as canonical JSON ({@code docs/reviews.md}); null when the
     * date has no stream left after exclusions.
     */
    public byte @Nullable [] dayFacts(int epochDay) {
        resolve();
        DayRollup rollup = rollups(LocalDate.ofEpochDay(epochDay).getYear()).day(epochDay);
        return rollup == null ? null : dayFacts.write(epochDay, rollup, json);
    }

    private void resolve() {
        if (!resolved) {
            items.resolve(exclusions);
            resolved = true;
        }
    }

    private Items streamed() {
        return opened().items();
    }

    private Listening opened() {
        if (listening == null) {
            throw new IllegalStateException("no listener was opened");
        }
        return listening;
    }

    private DayRollups rollups(int year) {
        DayRollups rollups = years.get(year);
        if (rollups == null) {
            rollups = opened().year(year);
            years.put(year, rollups);
        }
        return rollups;
    }
}
