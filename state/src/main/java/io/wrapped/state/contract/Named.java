package io.wrapped.state.contract;

import org.jspecify.annotations.Nullable;

/** An artist or a show: its id, and its name where the catalogue gives one. */
public record Named(String id, @Nullable String name) {}
