package io.wrapped.state.rollup;

import io.wrapped.state.contract.Profile;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a listener besides rollups, items, seen events and exclusions: the profile,
 * sizes of the other parts, and how far reviews and triggers have come. Kept even for an erased
 * listener, whose later events must go on being dropped and whose version must not begin again.
 */
public final class Listener {
    private @Nullable Profile profile;
    private boolean streamed;
    private boolean erased;
    private int items;
    private int seenEvents;
    private int seenBuckets = 1;
    private long version;
    private long handledTrigger = -1;
    private long catalogueTime = Long.MIN_VALUE;
    private boolean allTouched;
    private IntSet touchedDays = new IntOpenHashSet();
    private TreeMap<Integer, Long> liveReviews = new TreeMap<>();

    /** The profile that holds, null before the first one and while erased. */
    public @Nullable Profile profile() {
        return profile;
    }

    /** Whether the listener ever streamed, excluded or not. */
    public boolean streamed() {
        return streamed;
    }

    /** Whether the listener asked to be forgotten. */
    public boolean erased() {
        return erased;
    }

    /** Known: a profile that is not erased, or a stream ever (SPEC section 3). */
    public boolean known() {
        return !erased && (profile != null || streamed);
    }

    /** Number of items, which is also the next item's number. */
    public int items() {
        return items;
    }

    /** Number of events remembered. */
    public int seenEvents() {
        return seenEvents;
    }

    /** Number of buckets that the seen events are spread over, a power of two. */
    public int seenBuckets() {
        return seenBuckets;
    }

    /** Counts what was written for this listener; grows with every write, erasure included. */
    public long version() {
        return version;
    }

    /** Position of the last trigger that this listener was told by, -1 before the first. */
    public long handledTrigger() {
        return handledTrigger;
    }

    /**
     * All catalogue records up to this broker time were in the live reviews, epoch milliseconds.
     */
    public long catalogueTime() {
        return catalogueTime;
    }

    /** Whether every day has changed since the live reviews were computed. */
    public boolean allTouched() {
        return allTouched;
    }

    /** The days that changed since the live reviews were computed. */
    public IntSet touchedDays() {
        return touchedDays;
    }

    /** Whether anything changed since the live reviews were computed. */
    public boolean touched() {
        return allTouched || !touchedDays.isEmpty();
    }

    /** By year, the hash of the live review that is stored. */
    public TreeMap<Integer, Long> liveReviews() {
        return liveReviews;
    }

    /** Takes a profile in that does not erase; ends an erasure. */
    public void setProfile(Profile profile) {
        // Birthdays are ranked, so a new profile can change every year.
        allTouched |= !profile.equals(this.profile);
        this.profile = profile;
        this.erased = false;
    }

    /** Forgets everything but the erasure itself, the version and the triggers handled. */
    public void erase() {
        profile = null;
        streamed = false;
        erased = true;
        items = 0;
        seenEvents = 0;
        seenBuckets = 1;
        catalogueTime = Long.MIN_VALUE;
        reviewed(Long.MIN_VALUE);
        liveReviews.clear();
    }

    /** The version of the next write. */
    public long nextVersion() {
        return ++version;
    }

    /** Every day counts as changed, as after a change of exclusions. */
    public void touchAll() {
        allTouched = true;
    }

    /** The live reviews are computed, with all catalogue records up to that broker time. */
    public void reviewed(long newCatalogueTime) {
        allTouched = false;
        touchedDays.clear();
        catalogueTime = newCatalogueTime;
    }

    /** The listener was told by the trigger at that position. */
    public void triggerHandled(long position) {
        handledTrigger = Math.max(handledTrigger, position);
    }

    void streamedOn(int epochDay) {
        streamed = true;
        touchedDays.add(epochDay);
    }

    void setItems(int count) {
        items = count;
    }

    void setSeen(int events, int buckets) {
        seenEvents = events;
        seenBuckets = buckets;
    }

    void restore(
            @Nullable Profile heldProfile,
            boolean everStreamed,
            boolean isErased,
            long heldVersion,
            long trigger,
            long heldCatalogueTime,
            boolean isAllTouched,
            IntSet touched,
            TreeMap<Integer, Long> reviews) {
        profile = heldProfile;
        streamed = everStreamed;
        erased = isErased;
        version = heldVersion;
        handledTrigger = trigger;
        catalogueTime = heldCatalogueTime;
        allTouched = isAllTouched;
        touchedDays = touched;
        liveReviews = reviews;
    }
}
