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
    private final Map<Target, Map<String, Held>> latest = new EnumMap<>(Target.class);

    /**
     * A record.
     *
     * @param appendedAt when the broker was given it, epoch milliseconds
     */
    record Held(Exclusion exclusion, long appendedAt) {}

    /**
     * Takes a record in.
     *
     * @param appendedAt when the broker was given it, epoch milliseconds
     * @return whether it changed what is excluded
     */
    public boolean apply(Exclusion exclusion, long appendedAt) {
        Map<String, Held> ofTarget =
                latest.computeIfAbsent(exclusion.target(), target -> new HashMap<>());
        Held held = ofTarget.get(exclusion.targetId());
        if (held != null && held.exclusion().changedAt() > exclusion.changedAt()) {
            return false;
        }
        ofTarget.put(exclusion.targetId(), new Held(exclusion, appendedAt));
        return exclusion.excluded() != (held != null && held.exclusion().excluded());
    }

    /**
     * Forgets what the broker was given at some moment or earlier.
     *
     * @return whether there was any
     */
    public boolean forgetUpTo(long at) {
        boolean any = false;
        for (Map<String, Held> ofTarget : latest.values()) {
            any |= ofTarget.values().removeIf(held -> held.appendedAt() <= at);
        }
        return any;
    }

    /** Whether that target is left out now. */
    public boolean excludes(Target target, String targetId) {
        Map<String, Held> ofTarget = latest.get(target);
        if (ofTarget == null) {
            return false;
        }
        Held held = ofTarget.get(targetId);
        return held != null && held.exclusion().excluded();
    }

    /** Whether nothing at all is left out now. */
    public boolean isEmpty() {
        for (Map<String, Held> ofTarget : latest.values()) {
            for (Held held : ofTarget.values()) {
                if (held.exclusion().excluded()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The record that holds for each target, in no particular order. */
    public Collection<Exclusion> records() {
        return held().stream().map(Held::exclusion).toList();
    }

    List<Held> held() {
        List<Held> held = new ArrayList<>();
        latest.values().forEach(ofTarget -> held.addAll(ofTarget.values()));
        return held;
    }
}
