package io.wrapped.state.review;

import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.contract.Exclusion.Target;
import io.wrapped.state.rollup.Exclusions;
import io.wrapped.state.rollup.IdHash;
import io.wrapped.state.rollup.Item;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.EnumMap;
import java.util.Map;

/** What a listener excludes now, by the keys of its ids (SPEC section 2). */
final class ExcludedIds {
    private final Map<Target, LongSet> keys = new EnumMap<>(Target.class);

    ExcludedIds(Exclusions exclusions) {
        for (Target target : Target.values()) {
            keys.put(target, new LongOpenHashSet());
        }
        for (Exclusion exclusion : exclusions.records()) {
            if (exclusion.excluded()) {
                of(exclusion.target()).add(IdHash.of(exclusion.targetId()));
            }
        }
    }

    /**
     * Whether what was played is left out.
     *
     * @param contextHash of where it was played from, {@link Item#NO_CONTEXT} without one
     */
    boolean contain(Content content, long contextHash) {
        LongSet tracks = of(Target.TRACK);
        Label show = content.show();
        return tracks.contains(content.hash())
                || tracks.contains(content.songKey())
                || (content.artists() > 0 && of(Target.ARTIST).contains(content.artist(0).key()))
                || (show != null && of(Target.SHOW).contains(show.key()))
                || (contextHash != Item.NO_CONTEXT && of(Target.CONTEXT).contains(contextHash));
    }

    private LongSet of(Target target) {
        LongSet ofTarget = keys.get(target);
        if (ofTarget == null) {
            throw new IllegalStateException("no set of " + target);
        }
        return ofTarget;
    }
}
