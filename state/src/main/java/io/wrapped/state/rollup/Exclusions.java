package io.wrapped.state.rollup;

import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.contract.Exclusion.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A listener's exclusions. Of the records for one target the one with the greatest {@code
 * changedAt} holds, of equal ones the last read (SPEC section 1); taken-back ones are kept, since
 * an older record may still arrive.
 */
public final class Exclusions {
    private final Map<Target, Map<String, List<Held>>> latest = new EnumMap<>(Target.class);

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
        List<Held> held =
                latest.computeIfAbsent(exclusion.target(), target -> new HashMap<>())
                        .computeIfAbsent(exclusion.targetId(), id -> new ArrayList<>(1));
        boolean before = excludes(held);
        held.removeIf(
                other ->
                        other.exclusion().changedAt() <= exclusion.changedAt()
                                && other.appendedAt() <= appendedAt);
        boolean outlived = false;
        for (Held other : held) {
            outlived |=
                    other.exclusion().changedAt() > exclusion.changedAt()
                            && other.appendedAt() >= appendedAt;
        }
        if (!outlived) {
            held.add(new Held(exclusion, appendedAt));
        }
        return before != excludes(held);
    }

    /** Of the records of one target the latest holds, of equal ones the last read. */
    private static @Nullable Held holding(List<Held> held) {
        Held holding = null;
        for (Held other : held) {
            if (holding == null
                    || other.exclusion().changedAt() >= holding.exclusion().changedAt()) {
                holding = other;
            }
        }
        return holding;
    }

    private static boolean excludes(List<Held> held) {
        Held holding = holding(held);
        return holding != null && holding.exclusion().excluded();
    }

    /**
     * Forgets what the broker was given at some moment or earlier.
     *
     * @return whether there was any
     */
    public boolean forgetUpTo(long at) {
        boolean any = false;
        for (Map<String, List<Held>> ofTarget : latest.values()) {
            for (List<Held> held : ofTarget.values()) {
                any |= held.removeIf(one -> one.appendedAt() <= at);
            }
            ofTarget.values().removeIf(List::isEmpty);
        }
        return any;
    }

    /** Whether that target is left out now. */
    public boolean excludes(Target target, String targetId) {
        Map<String, List<Held>> ofTarget = latest.get(target);
        return ofTarget != null && excludes(ofTarget.getOrDefault(targetId, List.of()));
    }

    /** Whether nothing at all is left out now. */
    public boolean isEmpty() {
        for (Map<String, List<Held>> ofTarget : latest.values()) {
            for (List<Held> held : ofTarget.values()) {
                if (excludes(held)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The record that holds for each target, in no particular order. */
    public Collection<Exclusion> records() {
        List<Exclusion> records = new ArrayList<>();
        latest.values()
                .forEach(ofTarget -> ofTarget.values().forEach(held -> addHolding(held, records)));
        return records;
    }

    private static void addHolding(List<Held> held, List<Exclusion> to) {
        Held holding = holding(held);
        if (holding != null) {
            to.add(holding.exclusion());
        }
    }

    /** How many records are kept, those among them that would hold after an erasure. */
    public int size() {
        return held().size();
    }

    /** All that is kept, of one target in the order in which it was read. */
    List<Held> held() {
        List<Held> all = new ArrayList<>();
        latest.values().forEach(ofTarget -> ofTarget.values().forEach(all::addAll));
        return all;
    }
}
