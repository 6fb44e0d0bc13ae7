package io.wrapped.system.harness;

import io.wrapped.local.ServerProcess;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** An embedded server in a process of its own, which can be killed. */
final class ServerChild implements AutoCloseable {
    private final Process process;
    private final Path errors;

    private ServerChild(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
    }

    /**
     * Starts the process and returns at once.
     *
     * @param folder where its complaints go
     */
    static ServerChild start(String mainClass, String heap, Path folder, List<String> arguments)
            throws IOException {
        return start(mainClass, List.of("-Xmx" + heap), folder, arguments);
    }

    /**
     * Starts it with flags of its JVM. What lies in {@code settings} of its folder is in front of
     * its class path.
     */
    static ServerChild start(
            String mainClass, List<String> flags, Path folder, List<String> arguments)
            throws IOException {
        Path target = Path.of(System.getProperty("wrapped.home")).resolve("local/target");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(ServerProcess.JVM_FLAGS);
        command.add("-cp");
        command.add(
                String.join(
                        File.pathSeparator,
                        folder.resolve("settings").toString(),
                        target.resolve("classes").toString(),
                        target.resolve("lib") + "/*"));
        command.add(mainClass);
        command.addAll(arguments);
        Files.createDirectories(folder);
        Path errors = folder.resolve("errors");
        return new ServerChild(
                new ProcessBuilder(command).redirectError(errors.toFile()).start(), errors);
    }

    /** Waits for the ready line and gives what it says. */
    Map<String, String> ready() throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        if (line == null || !line.startsWith("READY ")) {
            throw new IOException("no ready line but " + line + ": " + Files.readString(errors));
        }
        Map<String, String> addresses = new HashMap<>();
        for (String pair : line.substring("READY ".length()).split(" ")) {
            int equals = pair.indexOf('=');
            addresses.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return addresses;
    }

    /** Kills it as a power cut would. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Lets it do nothing for a while: whoever asked it waits for the answer. */
    void pause(Duration duration) throws Exception {
        pauseWhile(
                () -> {
                    TimeUnit.MILLISECONDS.sleep(duration.toMillis());
                    return duration;
                });
    }

    /** Lets it do nothing while something is done. */
    <T> T pauseWhile(Callable<T> action) throws Exception {
        signal("-STOP");
        try {
            return action.call();
        } finally {
            signal("-CONT");
        }
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start().waitFor();
    }

    /** Ends its input, upon which it ends itself. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
