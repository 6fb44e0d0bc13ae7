package io.wrapped.state.rollup;

import java.util.List;
import java.util.NavigableMap;

/**
 * All that a listener ever streamed, as reviews read it: nothing is excluded yet and nothing
 * derived.
 *
 * @param items the items by number
 * @param days rollups by local date (days since 1970-01-01), over all history kept; no rollup is
 *     empty
 */
public record Listening(List<Item> items, NavigableMap<Integer, DayRollup> days) {}
