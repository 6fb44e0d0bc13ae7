package io.wrapped.state.rollup;

import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Source;
import org.jspecify.annotations.Nullable;

/**
 * A content as a listener played it. Streams that agree in all four components share one item and
 * so one number in the listener's day rollups; exclusions and names need no more of a stream than
 * this.
 */
public record Item(
        Kind kind, String contentUri, @Nullable Source source, @Nullable String contextUri) {}
