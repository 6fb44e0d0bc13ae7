package io.wrapped.operators.listener;

import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.Replay;
import io.wrapped.state.contract.Trigger;
import io.wrapped.state.rollup.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Whatever comes in besides plays; the type says which component is there. A stream element, so one
 * record rather than a sealed family.
 *
 * @param key user id, content uri or command id
 * @param item a good catalogue record as it was read: tasks keep it as it is
 * @param timestamp the broker's, epoch milliseconds
 * @param offset in the record's partition
 * @param origin where an import's record stands, null for all others
 */
public record Change(
        Type type,
        String key,
        @Nullable Profile profile,
        @Nullable Exclusion exclusion,
        byte @Nullable [] item,
        @Nullable Trigger trigger,
        @Nullable Replay replay,
        long timestamp,
        long offset,
        @Nullable Origin origin) {

    /** What changed. */
    public enum Type {
        PROFILE,
        EXCLUSION,
        CATALOGUE_ITEM,
        CATALOGUE_REMOVAL,
        TRIGGER,
        REPLAY
    }
}
