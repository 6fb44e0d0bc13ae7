package io.wrapped.state.review;

import io.wrapped.state.rollup.DayRollups;
import io.wrapped.state.rollup.Exclusions;
import io.wrapped.state.rollup.Listening;

/**
 * What reviews worked out of one listener: what the items mean, when each artist was heard first,
 * and the figures of the year that was reviewed last. Kept, it makes the next review cheap, since
 * only what was streamed meanwhile is looked at; it must be told of that, and {@link #forget forget
 * everything} when exclusions or the catalogue's word of an item changed. Holds no content of the
 * catalogue. Used with the {@link ListenerYearReviews} that made it.
 */
public final class ListenerSheet {
    final ResolvedItems items;
    final Window window;
    final History history = new History();
    private boolean begun;
    private boolean historyKnown;
    private DayRollups more = DayRollups.NONE;

    /**
     * @param passing whether it serves one listener after another, none of them for long
     */
    ListenerSheet(Catalogue catalogue, DateScratch scratch, boolean passing) {
        items = new ResolvedItems(catalogue, passing);
        window = new Window(items, scratch);
    }

    /** Takes in what was streamed. */
    public void streamed(DayRollups rollups) {
        if (begun) {
            more = more.plus(rollups);
        }
    }

    /** Begins anew with the next review. */
    public void forget() {
        begun = false;
        historyKnown = false;
        more = DayRollups.NONE;
        window.forget();
    }

    /** Whether the next review goes on from an earlier one. */
    public boolean isBegun() {
        return begun;
    }

    /** Lets go of contents that were looked up for a review which did not come. */
    public void letGo() {
        items.letGo();
    }

    /** Looks up what was not looked up yet. */
    void find(Listening listening) {
        if (!begun) {
            items.begin(listening.items());
            begun = true;
        }
        items.find();
    }

    /** Brings all that it knows up to date. */
    void catchUp(Exclusions exclusions) {
        items.resolve(exclusions);
        if (more.rows() == 0) {
            return;
        }
        window.add(more);
        if (historyKnown) {
            history.add(items, more, window::firstHeard);
        }
        more = DayRollups.NONE;
    }

    History history(Listening listening) {
        if (!historyKnown) {
            history.fill(items, listening.items());
            historyKnown = true;
        }
        return history;
    }

    /** Bytes of memory, roughly. */
    public long bytes() {
        return items.bytes() + window.bytes() + history.bytes() + more.bytes();
    }
}
