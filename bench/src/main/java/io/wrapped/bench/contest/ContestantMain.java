package io.wrapped.bench.contest;

import io.wrapped.bench.measure.Figures;
import io.wrapped.bench.workload.Workload;
import java.nio.file.Path;

/** Runs one contestant in this process. */
public final class ContestantMain {
    private ContestantMain() {}

    /**
     * @param arguments the contestant's name, the workload's folder, a folder for the run, the file
     *     to write the figures to
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 4) {
            System.err.println("usage: CONTESTANT WORKLOAD-FOLDER RUN-FOLDER RESULT-FILE");
            System.exit(2);
        }
        Figures figures =
                Contestants.named(arguments[0])
                        .run(Workload.open(Path.of(arguments[1])), Path.of(arguments[2]));
        figures.write(Path.of(arguments[3]));
        // Threads of libraries must not keep the process.
        System.exit(0);
    }
}
