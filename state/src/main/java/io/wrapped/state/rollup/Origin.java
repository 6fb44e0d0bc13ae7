package io.wrapped.state.rollup;

/** Where a record that an import sent stands, so that its outcome can be told to that import. */
public record Origin(String importId, String topic, int partition, long offset) {}
