package io.wrapped.bench.command;

import io.wrapped.bench.contest.ContestantMain;
import io.wrapped.bench.measure.Figures;
import io.wrapped.bench.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.FileUtils;

/** Starts contestants, each in a Java process of its own with the same flags. */
final class ContestantProcess {
    /** What every contestant is started with. */
    static final List<String> FLAGS =
            List.of(
                    // As Flink starts its own processes: with the whole heap from the start.
                    "-Xms4g",
                    "-Xmx4g",
                    "-XX:+UseSerialGC",
                    // As flink-conf has it: a listener's memory is met with seldom.
                    "-XX:+UseTransparentHugePages",
                    "-XX:-UsePerfData",
                    "-Djava.net.preferIPv4Stack=true",
                    "--add-opens=java.base/java.util=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "--add-opens=java.base/java.nio=ALL-UNNAMED",
                    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                    "-Dlog4j2.configurationFile=classpath:wrapped-log4j2.xml");

    /**
     * Before much listening: the heap's pages are asked of the system at the start, as by a process
     * that has run for long. It takes seconds.
     */
    private static final String TOUCHED = "-XX:+AlwaysPreTouch";

    private static final List<String> HANDED_ON =
            List.of("wrapped.home", "file.encoding", "sun.stdout.encoding", "sun.stderr.encoding");

    private final Path work;
    private final Workload warmUp;

    /**
     * @param work runs' files are kept below it while they run
     * @param warmUp what each process sees before it is measured
     */
    ContestantProcess(Path work, Workload warmUp) {
        this.work = work;
        this.warmUp = warmUp;
    }

    /**
     * Runs a contestant once.
     *
     * @throws IOException with what the process said last, when it fails
     */
    Figures run(String contestant, Workload workload) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(work.resolve("runs").resolve(contestant));
        Path log = Files.createDirectories(work.resolve("logs")).resolve(contestant + ".log");
        Path result = work.resolve("runs").resolve(contestant + ".json");
        Files.deleteIfExists(result);
        Process process =
                new ProcessBuilder(command(contestant, workload, folder, result))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        Thread stop = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(stop);
        int code = process.waitFor();
        Runtime.getRuntime().removeShutdownHook(stop);
        FileUtils.deleteDirectoryQuietly(folder.toFile());
        if (code != 0 || !Files.exists(result)) {
            throw new IOException(contestant + " failed; all that it said is in " + log);
        }
        return Figures.read(result);
    }

    private List<String> command(String contestant, Workload workload, Path folder, Path result) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        if (workload.plays() > warmUp.plays()) {
            command.add(TOUCHED);
        }
        for (String property : HANDED_ON) {
            String value = System.getProperty(property);
            if (value != null) {
                command.add("-D" + property + "=" + value);
            }
        }
        command.add("-Dwrapped.logs=" + work.resolve("logs"));
        command.add("-cp");
        command.add(System.getProperty("java.class.path", ""));
        command.add(ContestantMain.class.getName());
        command.add(contestant);
        command.add(workload.folder().toString());
        command.add(warmUp.folder().toString());
        command.add(folder.toString());
        command.add(result.toString());
        return command;
    }
}
