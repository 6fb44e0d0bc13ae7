package io.wrapped.state.review;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Labels made lately, so that contents of one artist share one label. An equal label made again is
 * the same object most of the time, never another one.
 */
final class LabelPool {
    private static final int SLOTS = 1 << 16;

    private final @Nullable Label[] latest = new Label[SLOTS];

    Label of(String id, @Nullable String name) {
        int hash = id.hashCode() * 0x9e3779b9;
        int slot = hash >>> Integer.numberOfLeadingZeros(SLOTS - 1);
        Label held = latest[slot];
        if (held != null && held.id().equals(id) && Objects.equals(held.name(), name)) {
            return held;
        }
        Label made = Label.of(id, name);
        latest[slot] = made;
        return made;
    }
}
