package io.wrapped.operators.listener;

import io.wrapped.state.review.ListenerSheet;
import io.wrapped.state.rollup.Exclusions;
import io.wrapped.state.rollup.Listener;
import io.wrapped.state.rollup.ListenerFold;
import io.wrapped.state.rollup.PlayEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A listener's state in memory, and what was worked out of it. */
final class LoadedListener {
    // The objects, and the fixed parts of what they hold.
    private static final long OBJECT_BYTES = 4_000;
    private static final long EXCLUSION_BYTES = 200;

    private final Listener listener;
    private final ListenerFold fold;
    private final Exclusions exclusions;
    private final List<PlayEvent> heldBack = new ArrayList<>(0);
    private @Nullable ListenerSheet sheet;
    private long changesSeen;

    LoadedListener(Listener listener, ListenerFold fold, Exclusions exclusions) {
        this.listener = listener;
        this.fold = fold;
        this.exclusions = exclusions;
    }

    Listener listener() {
        return listener;
    }

    ListenerFold fold() {
        return fold;
    }

    Exclusions exclusions() {
        return exclusions;
    }

    /** A play is not folded now; whoever opened the listener has it wait again. */
    void holdBack(PlayEvent play) {
        heldBack.add(play);
    }

    List<PlayEvent> takeHeldBack() {
        List<PlayEvent> taken = List.copyOf(heldBack);
        heldBack.clear();
        return taken;
    }

    /** What reviews worked out, null where nothing is kept. */
    @Nullable ListenerSheet sheet() {
        return sheet;
    }

    /** From now on what reviews work out is kept. */
    void keep(ListenerSheet newSheet, CatalogueChanges changes) {
        sheet = newSheet;
        changesSeen = changes.count();
    }

    /**
     * Forgets what the catalogue or the listener's exclusions have made wrong meanwhile.
     *
     * @return whether the next review goes on from an earlier one
     */
    boolean refresh(CatalogueChanges changes) {
        if (sheet == null) {
            return false;
        }
        if (listener.allTouched() || changes.concern(fold.items(), changesSeen)) {
            sheet.forget();
        }
        changesSeen = changes.count();
        return sheet.isBegun();
    }

    /** Bytes of memory, roughly. */
    long trim() {
        return OBJECT_BYTES
                + fold.trim()
                + EXCLUSION_BYTES * exclusions.size()
                + (sheet == null ? 0 : sheet.bytes());
    }
}
