package io.wrapped.jobs.bootstrap;

import java.util.List;

/**
 * What one task reads at a time: one partition's files of one kind.
 *
 * @param files URIs
 */
public record ArchiveSlice(boolean profiles, int partition, List<String> files, long bytes) {}
