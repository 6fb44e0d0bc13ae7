package io.wrapped.bench.contest;

import io.wrapped.bench.workload.Workload;
import java.nio.file.Path;

/**
 * Runs one contestant in this process: first on a little listening, unmeasured, so that what is
 * measured is the work and not the compilation of its code, which a service does once in months.
 */
public final class ContestantMain {
    private ContestantMain() {}

    /**
     * @param arguments the contestant's name, the workload's folder, the folder of the workload to
     *     warm up with, a folder for the run, the file to write the figures to
     */
    public static void main(String[] arguments) {
        if (arguments.length != 5) {
            System.err.println("usage: CONTESTANT WORKLOAD WARM-UP-WORKLOAD RUN-FOLDER RESULT");
            System.exit(2);
        }
        // Threads of libraries must not keep the process, whatever happens.
        int code = 1;
        try {
            run(arguments);
            code = 0;
        } catch (Exception e) {
            e.printStackTrace();
        } finally {
            System.exit(code);
        }
    }

    private static void run(String[] arguments) throws Exception {
        String name = arguments[0];
        Path folder = Path.of(arguments[3]);
        if (Contestants.named(name).wantsWarmUp()) {
            Contestants.named(name).run(Workload.open(Path.of(arguments[2])), folder);
            System.gc();
        }
        Contestants.named(name)
                .run(Workload.open(Path.of(arguments[1])), folder)
                .write(Path.of(arguments[4]));
    }
}
