package io.wrapped.state.rollup;

import org.jspecify.annotations.Nullable;

/**
 * Where the settled parts of one listener lie, encoded: keyed state in the job, a map in plain
 * tests. Arrays handed in and out are not changed by either side. Failures of the store are thrown
 * unchecked: nothing can go on without it.
 */
public interface RollupStore {

    /** What a part holds; each has numbers of its own. */
    enum Part {
        /** The day rollups of a calendar year, by year. */
        YEAR,
        /** A run of {@link Items}, by its place. */
        ITEMS,
        /** A bucket of seen events, by its place. */
        SEEN
    }

    /** A part, null where there is none. */
    byte @Nullable [] get(Part part, int number);

    /** Replaces a part. */
    void put(Part part, int number, byte[] encoded);

    /** Forgets all parts. */
    void clear();
}
