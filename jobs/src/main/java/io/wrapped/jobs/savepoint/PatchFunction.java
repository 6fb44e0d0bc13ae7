package io.wrapped.jobs.savepoint;

import io.wrapped.operators.listener.DatePatch;
import io.wrapped.operators.listener.DatePatch.RefusedPatchException;
import io.wrapped.operators.listener.StoredListener;
import io.wrapped.state.rollup.DateEdits;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Edits chosen listeners and leaves all others as they are. */
final class PatchFunction implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int[] NONE = {};

    /** Leaves everyone as they are. */
    static final PatchFunction NOTHING = new PatchFunction(Set.of(), List.of());

    private final HashSet<String> users;
    private final List<DateEdits.Edit> edits;

    PatchFunction(Set<String> users, List<DateEdits.Edit> edits) {
        this.users = new HashSet<>(users);
        this.edits = List.copyOf(edits);
    }

    boolean concerns(StoredListener listener) {
        return users.contains(listener.userId());
    }

    DatePatch apply(StoredListener listener) throws RefusedPatchException {
        return concerns(listener)
                ? DatePatch.of(listener, new DateEdits(edits))
                : new DatePatch(listener, NONE);
    }
}
