package io.wrapped.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** An embedded server in a process of its own, as it is started outside of tests. */
public final class ServerJvm implements AutoCloseable {
    private static final String CLASS_PATH = "target/lib/*:target/classes";

    private final Process process;
    private final BufferedReader output;
    private final Path errors;

    private ServerJvm(Process process, Path errors) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.errors = errors;
    }

    /** Starts the process and returns at once. */
    public static ServerJvm start(Class<?> main, String... arguments) throws IOException {
        return start(List.of(), CLASS_PATH, main, arguments);
    }

    /**
     * Starts it as a user of Hadoop's.
     *
     * @param inFront class path in front of its own, such as a folder with files of settings
     */
    public static ServerJvm startAs(String user, String inFront, Class<?> main, String... arguments)
            throws IOException {
        return start(
                List.of("-DHADOOP_USER_NAME=" + user), inFront + ":" + CLASS_PATH, main, arguments);
    }

    private static ServerJvm start(
            List<String> flags, String classPath, Class<?> main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx384m");
        command.addAll(ServerProcess.JVM_FLAGS);
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(Arrays.asList(arguments));
        Path errors = Files.createTempFile("server", ".err");
        errors.toFile().deleteOnExit();
        return new ServerJvm(
                new ProcessBuilder(command).redirectError(errors.toFile()).start(), errors);
    }

    /** Waits for the ready line and returns what it says. */
    public Map<String, String> ready() throws IOException {
        String line = output.readLine();
        if (line == null || !line.startsWith("READY ")) {
            throw new IOException("no ready line but '" + line + "': " + errors());
        }
        return Arrays.stream(line.substring("READY ".length()).split(" "))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    /** Kills it as a power cut would. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end by SIGTERM and returns the exit code. */
    public int terminate() throws InterruptedException {
        process.toHandle().destroy(); // unlike the process's own, leaves its input open
        return exitCode();
    }

    /** Ends its input and returns the exit code. */
    public int endInput() throws IOException, InterruptedException {
        process.getOutputStream().close();
        return exitCode();
    }

    /** Waits for its end. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the server does not end");
        }
        return process.exitValue();
    }

    /** What it wrote on standard error. */
    public String errors() throws IOException {
        return Files.readString(errors);
    }

    /** What else it wrote on standard output. */
    public List<String> furtherOutput() {
        return output.lines().toList();
    }

    @Override
    public void close() throws Exception {
        if (process.isAlive()) {
            kill();
        }
    }
}
