package io.wrapped.bench.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs the benchmarks of the plain logic: folding, reading and reviewing alone. */
final class MicroBenchmarks {
    private static final String ALL = "io\\.wrapped\\.bench\\..*";

    private MicroBenchmarks() {}

    /**
     * What they measured, as Markdown.
     *
     * @param work for their files
     */
    static String run(Path work) throws IOException, InterruptedException {
        Path result = Files.createDirectories(work).resolve("micro.txt");
        Path log = Files.createDirectories(work.resolve("logs")).resolve("micro.log");
        Process process =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-cp",
                                        System.getProperty("java.class.path", ""),
                                        "org.openjdk.jmh.Main",
                                        "-rf",
                                        "text",
                                        "-rff",
                                        result.toString(),
                                        ALL))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        if (process.waitFor() != 0) {
            throw new IOException("the micro benchmarks failed; all they said is in " + log);
        }
        return "### The plain logic alone\n\n```\n" + Files.readString(result) + "```\n";
    }
}
