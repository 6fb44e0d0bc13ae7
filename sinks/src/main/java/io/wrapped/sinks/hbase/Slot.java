package io.wrapped.sinks.hbase;

import io.wrapped.state.contract.Trigger;
import java.util.Locale;

/** The documents that are kept for a user and year (SPEC section 5). */
public enum Slot {
    LIVE,
    PREVIEW,
    FINAL;

    /** The slot that triggers of a purpose write. */
    public static Slot of(Trigger.Purpose purpose) {
        return switch (purpose) {
            case PREVIEW -> PREVIEW;
            case FINAL -> FINAL;
        };
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
