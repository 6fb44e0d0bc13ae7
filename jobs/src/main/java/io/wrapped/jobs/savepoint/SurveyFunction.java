package io.wrapped.jobs.savepoint;

import io.wrapped.operators.listener.DatePatch;
import io.wrapped.operators.listener.DatePatch.RefusedPatchException;
import io.wrapped.operators.listener.StoredListener;
import org.apache.flink.api.common.functions.MapPartitionFunction;
import org.apache.flink.util.Collector;

/** Says what becomes of each chosen listener, and at last what all of them come to. */
final class SurveyFunction implements MapPartitionFunction<StoredListener, Surveyed> {
    private static final long serialVersionUID = 1L;

    private final PatchFunction patch;

    SurveyFunction(PatchFunction patch) {
        this.patch = patch;
    }

    @Override
    public void mapPartition(Iterable<StoredListener> listeners, Collector<Surveyed> out) {
        long users = 0;
        long digest = 0;
        for (StoredListener listener : listeners) {
            users++;
            try {
                DatePatch patched = patch.apply(listener);
                digest += patched.listener().digest();
                if (patch.concerns(listener)) {
                    out.collect(Surveyed.changed(listener.userId(), patched.changed()));
                }
            } catch (RefusedPatchException e) {
                out.collect(Surveyed.refused(listener.userId(), String.valueOf(e.getMessage())));
            }
        }
        out.collect(Surveyed.all(users, digest));
    }
}
