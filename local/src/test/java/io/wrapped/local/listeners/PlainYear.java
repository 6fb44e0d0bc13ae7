package io.wrapped.local.listeners;

import io.wrapped.state.cases.PlainListener;
import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.Play;
import io.wrapped.state.review.ContentTable;
import io.wrapped.state.review.Review;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** A synthetic year run through the plain logic. */
public final class PlainYear {
    private final SyntheticYear year;
    private final ContentTable catalogue = new ContentTable();
    private final Map<String, PlainListener> listeners = new TreeMap<>();
    private final Map<Result, Integer> results = new EnumMap<>(Result.class);

    public PlainYear(SyntheticYear year) {
        this.year = year;
        year.catalogue().forEach(item -> catalogue.put(item, 0));
        year.profiles()
                .forEach(
                        profile -> {
                            PlainListener listener = new PlainListener(profile.userId());
                            listener.apply(profile);
                            listeners.put(profile.userId(), listener);
                        });
        year.exclusions().forEach(this::apply);
        year.plays().forEach(this::play);
    }

    void apply(Exclusion exclusion) {
        listeners.get(exclusion.userId()).apply(exclusion);
    }

    void play(Play play) {
        results.merge(listeners.get(play.userId()).play(play), 1, Integer::sum);
    }

    /** What became of the plays. */
    Map<Result, Integer> results() {
        return results;
    }

    /** The reviews of the whole year as they are now, by user. */
    public Map<String, Review> reviews() {
        int through = (int) LocalDate.of(year.year(), 12, 31).toEpochDay();
        Map<String, Review> reviews = new TreeMap<>();
        listeners.forEach(
                (user, listener) ->
                        reviews.put(user, listener.review(year.year(), through, catalogue).read()));
        return reviews;
    }
}
