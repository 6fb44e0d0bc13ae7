package io.wrapped.state.contract;

import org.jspecify.annotations.Nullable;

/**
 * Names that a play carried itself; used field by field where the catalogue is silent (SPEC section
 * 3).
 */
public record Source(
        @Nullable String title,
        @Nullable String artist,
        @Nullable String album,
        @Nullable String show) {}
