package io.wrapped.sinks.hbase;

import io.wrapped.sinks.Difference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the table stands beside how it would be created.
 *
 * @param buckets salt buckets that it keeps as an attribute; null where it is not Wrapped's
 * @param regions of it that HBase knows
 * @param online those of them that serve
 * @param differences of the table and then of its families
 */
public record TableState(
        String name,
        boolean enabled,
        @Nullable String buckets,
        int regions,
        int online,
        List<Difference> differences) {

    public TableState {
        differences = List.copyOf(differences);
    }
}
