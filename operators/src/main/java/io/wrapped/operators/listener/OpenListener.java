package io.wrapped.operators.listener;

import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.ReportRequest;
import io.wrapped.state.contract.Trigger;
import io.wrapped.state.contract.Trigger.Purpose;
import io.wrapped.state.review.ListenerSheet;
import io.wrapped.state.review.ListenerYearReviews;
import io.wrapped.state.review.ReviewDocument;
import io.wrapped.state.review.ReviewJson;
import io.wrapped.state.review.StoreVersion;
import io.wrapped.state.rollup.Listener;
import io.wrapped.state.rollup.ListenerFold;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One listener whose key is set, while something is made of what is kept of them. */
final class OpenListener {
    private final String userId;
    private final LoadedListener loaded;
    private final Listener listener;
    private final ListenerFold fold;
    private final ListenerState state;
    private final ListenerYearReviews reviews;
    private final long storeEpoch;

    /**
     * @param loaded with everything folded that has arrived
     * @param storeEpoch when the task started, epoch seconds
     */
    OpenListener(
            String userId,
            LoadedListener loaded,
            ListenerState state,
            ListenerYearReviews reviews,
            long storeEpoch) {
        this.userId = userId;
        this.loaded = loaded;
        this.listener = loaded.listener();
        this.fold = loaded.fold();
        this.state = state;
        this.reviews = reviews;
        this.storeEpoch = storeEpoch;
    }

    Listener listener() {
        return listener;
    }

    void save() throws Exception {
        state.update(listener);
    }

    /** Whether a content of the listener changed after the live reviews were computed. */
    boolean catalogueChanged() {
        if (!listener.streamed()) {
            return false;
        }
        openReviews();
        return reviews.catalogueChangedAt() > listener.catalogueTime();
    }

    /** Keeps the uris of contents whose records the catalogue has lost. */
    void keepUris() {
        openReviews();
        if (!reviews.takenBack().isEmpty()) {
            fold.keepUris(reviews.takenBack());
        }
    }

    /**
     * Computes the live reviews that a change can have touched.
     *
     * @param catalogueTime all catalogue records up to this broker time are in the replica
     * @return what differs from what is stored
     */
    List<ListenerUpdate> reviewLive(long catalogueTime) {
        keepUris();
        boolean everything =
                listener.allTouched() || reviews.catalogueChangedAt() > listener.catalogueTime();
        List<ListenerUpdate> updates = new ArrayList<>();
        SortedSet<Integer> years = fold.years();
        for (int year : yearsToReview(everything)) {
            if (!years.contains(year)) {
                // Built anew, the listener has no stream in it any more.
                listener.reviewGone(year);
                updates.add(
                        ListenerUpdate.reviewGone(
                                userId, year, ListenerUpdate.LIVE, nextVersion()));
                continue;
            }
            byte[] document = reviews.review(year, lastDayOf(year), birthMonthDay()).bytes();
            long hash = ReviewJson.hash(document);
            Long stored = listener.storedReview(year, storeEpoch);
            if (stored == null || stored != hash) {
                listener.reviewStored(year, hash, storeEpoch);
                updates.add(
                        ListenerUpdate.review(
                                userId, year, ListenerUpdate.LIVE, document, nextVersion()));
            }
        }
        SortedSet<Integer> days = new TreeSet<>(listener.touchedDays());
        if (everything) {
            days.addAll(allDays());
        }
        for (int epochDay : days) {
            byte[] facts = reviews.dayFacts(epochDay);
            updates.add(
                    facts == null
                            ? ListenerUpdate.dayGone(userId, epochDay, nextVersion())
                            : ListenerUpdate.day(userId, epochDay, facts, nextVersion()));
        }
        listener.reviewed(catalogueTime);
        return updates;
    }

    /**
     * What a trigger makes of this listener: from scratch, since it changes only by a later one.
     */
    Told tell(Trigger trigger) {
        reviews.open(userId, fold, loaded.exclusions());
        ReviewDocument review =
                reviews.review(trigger.year(), trigger.throughEpochDay(), birthMonthDay());
        long version = nextVersion();
        ListenerUpdate update =
                ListenerUpdate.review(
                        userId,
                        trigger.year(),
                        trigger.purpose() == Purpose.FINAL
                                ? ListenerUpdate.FINAL
                                : ListenerUpdate.PREVIEW,
                        review.bytes(),
                        version);
        List<Integer> chosen =
                IntStream.range(0, review.days()).mapToObj(review::epochDay).toList();
        List<ReportRequest> requests = new ArrayList<>();
        for (int day = 0; day < review.days(); day++) {
            requests.add(request(review, day, trigger, version, chosen));
        }
        return new Told(update, requests);
    }

    /**
     * Forgets everything that is kept; what is stored goes with the update.
     *
     * @param at when the broker was given the erasure, epoch milliseconds
     */
    ListenerUpdate erase(long at) throws Exception {
        fold.erase(at);
        ListenerUpdate erasure = ListenerUpdate.erasure(userId, nextVersion());
        save();
        return erasure;
    }

    private ReportRequest request(
            ReviewDocument review, int day, Trigger trigger, long version, List<Integer> chosen) {
        Profile profile = listener.profile();
        return new ReportRequest(
                userId,
                trigger.year(),
                review.epochDay(day),
                review.kind(day).name(),
                review.factsJson(day),
                profile == null || profile.locale() == null ? "" : profile.locale(),
                version,
                chosen,
                trigger.commandId(),
                trigger.purpose());
    }

    private void openReviews() {
        ListenerSheet sheet = loaded.sheet();
        if (sheet == null) {
            reviews.open(userId, fold, loaded.exclusions());
        } else {
            reviews.open(userId, fold, loaded.exclusions(), sheet);
        }
    }

    /**
     * A change on a date touches its own year and, through what was heard first, all later ones.
     */
    private SortedSet<Integer> yearsToReview(boolean everything) {
        TreeSet<Integer> years = new TreeSet<>(listener.reviewedYears());
        years.addAll(fold.years());
        if (everything) {
            return years;
        }
        int first = listener.touchedDays().intStream().min().orElse(Integer.MAX_VALUE);
        return first == Integer.MAX_VALUE ? new TreeSet<>() : years.tailSet(yearOf(first));
    }

    private SortedSet<Integer> allDays() {
        TreeSet<Integer> days = new TreeSet<>();
        for (int year : fold.years()) {
            fold.year(year).days().forEach(day -> days.add(day.epochDay()));
        }
        return days;
    }

    private @Nullable String birthMonthDay() {
        Profile profile = listener.profile();
        return profile == null ? null : profile.birthMonthDay();
    }

    private long nextVersion() {
        return StoreVersion.of(storeEpoch, listener.nextVersion());
    }

    private static int yearOf(int epochDay) {
        return LocalDate.ofEpochDay(epochDay).getYear();
    }

    private static int lastDayOf(int year) {
        return Math.toIntExact(LocalDate.of(year, 12, 31).toEpochDay());
    }
}
