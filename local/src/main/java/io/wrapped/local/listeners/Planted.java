package io.wrapped.local.listeners;

import java.time.LocalDate;

/**
 * A remarkable day that a synthetic listener has on purpose.
 *
 * @param kind as the review document spells it
 * @param words what happened that day, for people
 */
public record Planted(String userId, LocalDate date, String kind, String words) {}
