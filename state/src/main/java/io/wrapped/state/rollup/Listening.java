package io.wrapped.state.rollup;

import java.util.SortedSet;

/**
 * All that a listener ever streamed, as reviews read it: nothing is excluded yet and nothing
 * derived.
 */
public interface Listening {

    /** The items by number. */
    Items items();

    /** The rollups of a calendar year. */
    DayRollups year(int year);

    /** The years with a stream, ascending. */
    SortedSet<Integer> years();
}
