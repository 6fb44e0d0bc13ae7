package io.wrapped.jobs.savepoint;

import io.wrapped.operators.listener.DatePatch;
import io.wrapped.operators.listener.DatePatch.RefusedPatchException;
import io.wrapped.operators.listener.StoredListener;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.AggregateFunction;

/**
 * Surveys the listeners of a task. Flink gives a {@code mapPartition} a thread of its own, which
 * must not write to the output while the task's does; this tells its result at the end.
 */
final class SurveyFunction
        implements AggregateFunction<StoredListener, SurveyFunction.Surveying, Survey> {
    private static final long serialVersionUID = 1L;

    private final PatchFunction patch;

    /** The survey of those who were seen so far. */
    static final class Surveying {
        private long users;
        private long digest;
        private final Map<String, int[]> changed = new HashMap<>();
        private final Map<String, String> refused = new HashMap<>();

        private void add(Survey survey) {
            users += survey.users();
            digest += survey.digest();
            changed.putAll(survey.changed());
            refused.putAll(survey.refused());
        }

        private Survey survey() {
            return new Survey(users, digest, changed, refused);
        }
    }

    SurveyFunction(PatchFunction patch) {
        this.patch = patch;
    }

    /** What several surveys come to. */
    static Survey sum(Iterable<Survey> surveys) {
        Surveying sum = new Surveying();
        surveys.forEach(sum::add);
        return sum.survey();
    }

    @Override
    public Surveying createAccumulator() {
        return new Surveying();
    }

    @Override
    public Surveying add(StoredListener listener, Surveying to) {
        to.users++;
        try {
            DatePatch patched = patch.apply(listener);
            to.digest += patched.listener().digest();
            if (patch.concerns(listener)) {
                to.changed.put(listener.userId(), patched.changed());
            }
        } catch (RefusedPatchException e) {
            to.refused.put(listener.userId(), String.valueOf(e.getMessage()));
        }
        return to;
    }

    @Override
    public Survey getResult(Surveying of) {
        return of.survey();
    }

    @Override
    public Surveying merge(Surveying one, Surveying other) {
        one.add(other.survey());
        return one;
    }
}
