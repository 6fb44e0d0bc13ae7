package io.wrapped.jobs.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A server of the {@code local} module in a process of its own. It says on standard output when it
 * is ready and where, and ends when its standard input does, so it never outlives this process.
 */
public final class ChildServer implements AutoCloseable {
    private static final long STOP_SECONDS = 30;

    /**
     * Ctrl-C reaches every process of the terminal's group, but a server is still needed while this
     * process ends in good order.
     */
    private static final List<String> WITHOUT_SIGNALS =
            List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

    private final String name;
    private final Process process;
    private final Path errors;
    private @Nullable Map<String, String> addresses;

    private ChildServer(String name, Process process, Path errors) {
        this.name = name;
        this.process = process;
        this.errors = errors;
    }

    /**
     * Starts a server without waiting for it.
     *
     * @param name for messages and the file of its standard error
     * @param maximumHeap as for {@code -Xmx}
     */
    public static ChildServer start(
            String name,
            String mainClass,
            String maximumHeap,
            List<String> arguments,
            Path logs,
            Installation installation)
            throws IOException {
        Files.createDirectories(logs);
        Path errors = logs.resolve(name + ".err");
        List<String> command = new ArrayList<>(WITHOUT_SIGNALS);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + maximumHeap);
        command.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-Djava.net.preferIPv4Stack=true",
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-cp",
                        installation.serverClassPath(),
                        mainClass));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        return new ChildServer(name, process, errors);
    }

    /** Waits until the server is ready, and gives the addresses that it printed. */
    public Map<String, String> awaitReady(Duration atMost) throws CommandException {
        if (addresses == null) {
            addresses = readAddresses(atMost);
        }
        return addresses;
    }

    private Map<String, String> readAddresses(Duration atMost) throws CommandException {
        Thread killer =
                new Thread(
                        () -> {
                            try {
                                TimeUnit.MILLISECONDS.sleep(atMost.toMillis());
                                process.destroyForcibly();
                            } catch (InterruptedException ready) {
                                Thread.currentThread().interrupt();
                            }
                        });
        killer.setDaemon(true);
        killer.start();
        try {
            BufferedReader out =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8));
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("READY ")) {
                    return parse(line.substring("READY ".length()));
                }
            }
        } catch (IOException e) {
            throw new CommandException(name + " cannot be heard: " + e.getMessage(), e);
        } finally {
            killer.interrupt();
        }
        throw new CommandException("the embedded " + name + " did not start: " + lastWords());
    }

    /** For messages. */
    String name() {
        return name;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Asks the server to end and waits for it. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(errors);
            return lines.isEmpty() ? "it said nothing; see " + errors : lines.get(lines.size() - 1);
        } catch (IOException e) {
            return "its messages in " + errors + " cannot be read";
        }
    }

    private static Map<String, String> parse(String pairs) {
        Map<String, String> addresses = new HashMap<>();
        for (String pair : pairs.split(" ")) {
            int equals = pair.indexOf('=');
            addresses.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return addresses;
    }
}
