package io.wrapped.bench.contest;

import io.wrapped.bench.measure.ProcessFigures;
import io.wrapped.bench.workload.Workload;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/**
 * Runs one contestant in this process: first on a little listening, unmeasured, so that what is
 * measured is the work and not the compilation of its code, which a service does once in months.
 * Before much listening that is repeated until the compilers have little left to do.
 */
public final class ContestantMain {
    private static final int MOST_WARM_UPS = 5;

    /** Of the processor time of a warm-up. */
    private static final double LITTLE_COMPILED = 0.1;

    private static final CompilationMXBean COMPILERS = ManagementFactory.getCompilationMXBean();

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
            int most = workload.plays() > warmUp.plays() ? MOST_WARM_UPS : 1;
            double compiled = 1;
            for (int time = 0; time < most && compiled > LITTLE_COMPILED; time++) {
                compiled = warmUp(name, warmUp, folder);
            }
        }
        Contestants.named(name).run(workload, folder).write(Path.of(arguments[4]));
    }

    /** Returns how much of the processor's time the compilers took. */
    private static double warmUp(String name, Workload workload, Path folder) throws Exception {
        double cpu = ProcessFigures.cpuSeconds();
        long compiledMs = COMPILERS.getTotalCompilationTime();
        Contestants.named(name).run(workload, folder);
        System.gc();
        return (COMPILERS.getTotalCompilationTime() - compiledMs)
                / 1e3
                / (ProcessFigures.cpuSeconds() - cpu);
    }
}
