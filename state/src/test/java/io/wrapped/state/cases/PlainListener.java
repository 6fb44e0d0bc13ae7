package io.wrapped.state.cases;

import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.review.Catalogue;
import io.wrapped.state.review.ListenerYearReviews;
import io.wrapped.state.review.ReviewConfig;
import io.wrapped.state.review.ReviewDocument;
import io.wrapped.state.rollup.Exclusions;
import io.wrapped.state.rollup.Listener;
import io.wrapped.state.rollup.ListenerFold;
import io.wrapped.state.rollup.PlayEvent;
import java.nio.charset.StandardCharsets;

/** One listener in the plain logic: no job, no topics, all state in memory. */
public final class PlainListener {
    private final String userId;
    private final Listener listener = new Listener();
    private final MemoryStore store = new MemoryStore();
    private Exclusions exclusions = new Exclusions();
    private long arrivals;
    private ListenerFold fold = new ListenerFold(listener, store, (hash, uri) -> false);

    public PlainListener(String userId) {
        this.userId = userId;
    }

    /** Takes a profile in, which may erase. */
    public void apply(Profile profile) {
        if (profile.erased()) {
            fold.erase(++arrivals);
            exclusions = new Exclusions();
        } else {
            listener.setProfile(profile, ++arrivals, true);
        }
    }

    /** Takes an exclusion in, which is dropped while the listener is erased. */
    public void apply(Exclusion exclusion) {
        if (!listener.erased()) {
            exclusions.apply(exclusion, 0);
        }
    }

    /** Takes a play in and says what became of it. */
    public Result play(Play play) {
        if (play.msPlayed() < ReviewConfig.DEFAULT.streamMs()) {
            return Result.TOO_SHORT;
        }
        if (play.privateSession()) {
            return Result.PRIVATE;
        }
        return fold.fold(PlayEvent.of(play, ++arrivals, null));
    }

    /** Ends a batch of plays: the next ones find all state in the store. */
    public void endBatch() {
        fold.flush();
        fold = new ListenerFold(listener, store, (hash, uri) -> false);
    }

    /** Whether there is a document of this listener (SPEC section 3). */
    public boolean known() {
        return listener.known();
    }

    /** Whether there is a live review of a year: one with a stream, excluded ones too. */
    public boolean hasYear(int year) {
        fold.flush();
        return fold.years().contains(year);
    }

    /** The review of a year, through a date of it. */
    public ReviewDocument review(int year, int throughEpochDay, Catalogue catalogue) {
        Profile profile = listener.profile();
        return reviews(catalogue)
                .review(year, throughEpochDay, profile == null ? null : profile.birthMonthDay());
    }

    /** The day facts of a date, null without a stream. */
    public String dayFacts(int epochDay, Catalogue catalogue) {
        byte[] facts = reviews(catalogue).dayFacts(epochDay);
        return facts == null ? null : new String(facts, StandardCharsets.UTF_8);
    }

    private ListenerYearReviews reviews(Catalogue catalogue) {
        fold.flush();
        ListenerYearReviews reviews = new ListenerYearReviews(ReviewConfig.DEFAULT, catalogue);
        reviews.open(userId, fold, exclusions);
        return reviews;
    }
}
