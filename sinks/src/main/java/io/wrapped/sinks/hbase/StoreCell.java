package io.wrapped.sinks.hbase;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a mutation does to one column or family.
 *
 * @param qualifier empty when a whole family is deleted
 * @param value null when something is deleted
 * @param version orders the writes of a cell whatever order they arrive in (see {@code
 *     StoreVersion}); a delete takes away what is not newer, and nothing else ever
 */
public record StoreCell(
        Action action, String family, String qualifier, byte @Nullable [] value, long version)
        implements Serializable {

    /** What is done. The order is part of the state of running jobs: only append. */
    public enum Action {
        PUT,
        DELETE_COLUMN,
        DELETE_FAMILY
    }

    public StoreCell {
        if ((action == Action.PUT) != (value != null)) {
            throw new IllegalArgumentException(
                    "%s of %s:%s %s a value"
                            .formatted(action, family, qualifier, value == null ? "lacks" : "has"));
        }
    }

    int sizeInBytes() {
        return Long.BYTES
                + family.length()
                + qualifier.length()
                + (value == null ? 0 : value.length);
    }
}
