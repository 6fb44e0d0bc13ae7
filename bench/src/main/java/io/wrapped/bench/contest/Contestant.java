package io.wrapped.bench.contest;

import io.wrapped.bench.measure.Figures;
import io.wrapped.bench.workload.Workload;
import java.nio.file.Path;

/** One way to keep everyone's year, or a part of it. */
@FunctionalInterface
public interface Contestant {

    /**
     * Takes all plays of the workload in, once in a process.
     *
     * @param folder for the run's own files
     */
    Figures run(Workload workload, Path folder) throws Exception;

    /** Whether it should take a little listening in first, unmeasured. */
    default boolean wantsWarmUp() {
        return true;
    }
}
