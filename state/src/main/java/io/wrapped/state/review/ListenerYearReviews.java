package io.wrapped.state.review;

import io.wrapped.state.review.Review.Totals;
import io.wrapped.state.rollup.DayRollup;
import io.wrapped.state.rollup.DayRollups;
import io.wrapped.state.rollup.Exclusions;
import io.wrapped.state.rollup.Listening;
import it.unimi.dsi.fastutil.ints.Int2ObjectMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArraySet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The years of one listener after another (SPEC sections 3 to 5). Looks each item of a listener up
 * in the catalogue once, then computes any year or date; until the next listener, and until
 * listening, exclusions or catalogue change. A listener who comes back costs little if the {@link
 * ListenerSheet} was kept. Its working memory grows to what the greatest listener needs and serves
 * all of them. Not for use by several threads.
 */
public final class ListenerYearReviews {
    private final ReviewConfig config;
    private final Catalogue catalogue;
    private final DateScratch scratch = new DateScratch();
    private final ListenerSheet unkept;
    private final Candidates candidates;
    private final Facts.Tallies tallies = new Facts.Tallies();
    private final DayFacts dayFacts;
    private final JsonWriter json = new JsonWriter();
    private final Int2ObjectMap<DayRollups> years = new Int2ObjectOpenHashMap<>(4);
    private String userId = "";
    private @Nullable Listening listening;
    private Exclusions exclusions = new Exclusions();
    private ListenerSheet sheet;

    public ListenerYearReviews(ReviewConfig config, Catalogue catalogue) {
        this.config = config;
        this.catalogue = catalogue;
        unkept = new ListenerSheet(catalogue, scratch, true);
        sheet = unkept;
        candidates = new Candidates(config, unkept.window, unkept.history);
        dayFacts = new DayFacts(config.topLength());
    }

    /** A sheet that can be kept, for one listener. */
    public ListenerSheet newSheet() {
        return new ListenerSheet(catalogue, scratch, false);
    }

    /** Goes on to a listener of whom nothing is known yet. */
    public void open(String newUserId, Listening newListening, Exclusions newExclusions) {
        unkept.forget();
        open(newUserId, newListening, newExclusions, unkept);
    }

    /**
     * Goes on to a listener.
     *
     * @param kept of that listener, told of all that was streamed since it was begun
     */
    public void open(
            String newUserId,
            Listening newListening,
            Exclusions newExclusions,
            ListenerSheet kept) {
        userId = newUserId;
        listening = newListening;
        exclusions = newExclusions;
        sheet = kept;
        years.clear();
        sheet.find(newListening);
    }

    /**
     * The uris, by item, of contents whose record was taken back from the catalogue and whose uris
     * nobody else keeps.
     */
    public Int2ObjectMap<String> takenBack() {
        return sheet.items.takenBack();
    }

    /**
     * When the catalogue was last given a record of something that the listener streamed, by {@link
     * Content#changedAt}; {@link Long#MIN_VALUE} when never.
     */
    public long catalogueChangedAt() {
        return sheet.items.changedAt();
    }

    /**
     * The review of a year.
     *
     * @param throughEpochDay last local date to cover, in that year
     * @param birthMonthDay {@code --MM-DD}
     */
    public ReviewDocument review(int year, int throughEpochDay, @Nullable String birthMonthDay) {
        sheet.catchUp(exclusions);
        int from = firstDayOf(year);
        Window window = sheet.window;
        if (!window.isOf(from, throughEpochDay)) {
            DayRollups all = opened().year(year);
            window.begin(from, throughEpochDay, year - config.nostalgicYears());
            window.add(all);
        }
        Totals totals = window.totals();
        boolean eligible =
                totals.songs() >= config.eligibleSongs()
                        && totals.artists() >= config.eligibleArtists();
        json.clear();
        ReviewJson.begin(json, userId, year, throughEpochDay, eligible, totals);
        window.writeTop(json, config.topLength());
        json.beginArray("remarkable_days");
        List<ReviewDocument.Day> days = eligible ? writeDays(year, birthMonthDay) : List.of();
        json.endArray().endObject();
        return new ReviewDocument(json.toBytes(), days);
    }

    private List<ReviewDocument.Day> writeDays(int year, @Nullable String birthMonthDay) {
        Window window = sheet.window;
        History history = sheet.history(opened());
        candidates.begin(window, history, year, birthMonthDay);
        List<ReviewDocument.Day> days = new ArrayList<>(config.remarkableDays());
        IntSet chosenDays = new IntArraySet(config.remarkableDays());
        for (Candidate chosen : Choice.of(candidates, config.remarkableDays())) {
            int epochDay = window.dates().epochDay(chosen.date());
            chosenDays.add(epochDay);
            ReviewJson.beginDay(json, epochDay, chosen.kind(), chosen.score());
            int factsFrom = json.size();
            new Facts(config, window, history, candidates, chosen, tallies, json).write();
            days.add(new ReviewDocument.Day(epochDay, chosen.kind(), factsFrom, json.size()));
            json.endObject();
        }
        window.toldDays().keep(chosenDays);
        return days;
    }

    /**
     * What the store keeps of a date, as canonical JSON ({@code docs/reviews.md}); null when the
     * date has no stream left after exclusions.
     */
    public byte @Nullable [] dayFacts(int epochDay) {
        sheet.catchUp(exclusions);
        DayRollup rollup = day(epochDay);
        return rollup == null ? null : dayFacts.write(sheet.items, rollup, json);
    }

    private Listening opened() {
        if (listening == null) {
            throw new IllegalStateException("no listener was opened");
        }
        return listening;
    }

    private @Nullable DayRollup day(int epochDay) {
        if (sheet.window.covers(epochDay)) {
            return sheet.window.day(epochDay);
        }
        int year = LocalDate.ofEpochDay(epochDay).getYear();
        DayRollups rollups = years.get(year);
        if (rollups == null) {
            rollups = opened().year(year);
            years.put(year, rollups);
        }
        return rollups.day(epochDay);
    }

    private static int firstDayOf(int year) {
        return Math.toIntExact(LocalDate.of(year, 1, 1).toEpochDay());
    }
}
