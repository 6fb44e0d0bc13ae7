package io.wrapped.bench.contest;

import io.wrapped.bench.workload.Workload;
import java.nio.file.Path;

/**
 * Runs one contestant in this process: first on a little listening, unmeasured, so that what is
 * measured is the work and not the compilation of its code, which a service does once in months.
 * Before much listening that is done three times: the compiler is far from through after once.
 */
public final class ContestantMain {
    private static final int WARM_UPS = 3;

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
        Workload workload = Workload.open(Path.of(arguments[1]));
        Workload warmUp = Workload.open(Path.of(arguments[2]));
        Path folder = Path.of(arguments[3]);
        if (Contestants.named(name).wantsWarmUp()) {
            int times = workload.plays() > warmUp.plays() ? WARM_UPS : 1;
            for (int time = 0; time < times; time++) {
                Contestants.named(name).run(warmUp, folder);
                System.gc();
            }
        }
        Contestants.named(name).run(workload, folder).write(Path.of(arguments[4]));
    }
}
