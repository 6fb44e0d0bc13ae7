package io.wrapped.state.rollup;

import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.contract.Exclusion.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A listener's exclusions. Of the records for one target the one with the greatest {@code
 * changedAt} holds, of equal ones the last read (SPEC section 1); taken-back ones are kept, since
 * an older record may still arrive.
 */
public final class Exclusions {
    private final Map<Target, Map<String, Exclusion>> latest = new EnumMap<>(Target.class);

    /**
     * Takes a record in.
     *
     * @return whether it changed what is excluded
     */
    public boolean apply(Exclusion exclusion) {
        Map<String, Exclusion> ofTarget =
                latest.computeIfAbsent(exclusion.target(), target -> new HashMap<>());
        Exclusion held = ofTarget.get(exclusion.targetId());
        if (held != null && held.changedAt() > exclusion.changedAt()) {
            return false;
        }
        ofTarget.put(exclusion.targetId(), exclusion);
        return exclusion.excluded() != (held != null && held.excluded());
    }

    /** Whether that target is left out now. */
    public boolean excludes(Target target, String targetId) {
        Map<String, Exclusion> ofTarget = latest.get(target);
        if (ofTarget == null) {
            return false;
        }
        Exclusion held = ofTarget.get(targetId);
        return held != null && held.excluded();
    }

    /** Whether nothing at all is left out now. */
    public boolean isEmpty() {
        for (Map<String, Exclusion> ofTarget : latest.values()) {
            for (Exclusion exclusion : ofTarget.values()) {
                if (exclusion.excluded()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The record that holds for each target, in no particular order. */
    public Collection<Exclusion> records() {
        List<Exclusion> records = new ArrayList<>();
        latest.values().forEach(ofTarget -> records.addAll(ofTarget.values()));
        return records;
    }
}
