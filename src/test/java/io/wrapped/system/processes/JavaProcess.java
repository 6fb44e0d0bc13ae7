package io.wrapped.system.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Java program in a process of its own; what it prints goes to a file. */
public final class JavaProcess implements AutoCloseable {
    private static final long CLOSE_SECONDS = 20;

    private final Process process;
    private final Path output;

    private JavaProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
        // Nothing outlives the tests, however they end.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /**
     * Starts a program and returns at once.
     *
     * @param output where it prints to, both streams, behind what is there
     */
    public static JavaProcess start(
            List<String> flags,
            String classPath,
            String mainClass,
            List<String> arguments,
            Map<String, String> variables,
            Path output)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        Files.createDirectories(output.getParent());
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(variables);
        return new JavaProcess(builder.start(), output);
    }

    /** Whether it has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until it has ended well by itself, and gives what it printed. */
    public String awaitEnd(long seconds) throws IOException, InterruptedException {
        boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
        String printed = Files.readString(output);
        if (!ended || process.exitValue() != 0) {
            kill();
            throw new IOException(
                    (ended ? "failed: " : "did not end in " + seconds + " s: ") + printed);
        }
        return printed;
    }

    /** Kills it at once (SIGKILL), as a power cut would. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end (SIGTERM), and kills it when it does not. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
