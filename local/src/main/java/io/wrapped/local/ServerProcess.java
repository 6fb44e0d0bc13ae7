package io.wrapped.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The life of an embedded server's process. It prints one line on standard output, {@code READY
 * key=value …}, once clients can use it, and logs everything else below {@code DIR/logs}. It ends,
 * with everything written, when its standard input ends (so that it never outlives the process that
 * started it) or on SIGTERM. What keeps it from starting is one line on standard error.
 *
 * <p>Exit codes: 0 after the end of its input, 143 after SIGTERM, 1 failed, 2 wrong usage.
 */
public final class ServerProcess {
    /**
     * JVM flags that suit an embedded server: quick to start, small, quiet. {@code -Xmx} is left to
     * the caller; Kafka does with 256 MB, HBase with 512 MB.
     */
    public static final List<String> JVM_FLAGS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:-UsePerfData",
                    "-Djava.net.preferIPv4Stack=true",
                    // HBase looks into these, and says so at length where it may not.
                    "--add-opens=java.base/java.nio=ALL-UNNAMED",
                    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang=ALL-UNNAMED");

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final long CLOSE_SECONDS = 30;
    private static final String LOG_CONFIGURATION = "classpath:io/wrapped/local/server-log4j2.xml";

    private final String name;
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final AtomicBoolean closing = new AtomicBoolean();

    /** Held as long as the process lives. */
    private @Nullable FileLock lock;

    private ServerProcess(String name) {
        this.name = name;
    }

    /**
     * Runs a server until the process ends; never returns normally.
     *
     * @param name what the server is called in messages
     * @param portOptions the options that name a port
     */
    public static void run(
            String name,
            String[] arguments,
            List<String> portOptions,
            Function<ServerOptions, EmbeddedServer> factory) {
        ServerProcess process = new ServerProcess(name);
        ServerOptions options;
        try {
            options = ServerOptions.parse(arguments, portOptions);
        } catch (IllegalArgumentException e) {
            process.exit(WRONG_USAGE, e.getMessage());
            return;
        }
        try {
            process.prepare(options);
        } catch (IOException e) {
            process.exit(FAILED, reason(e));
            return;
        }
        try {
            process.serve(factory.apply(options));
        } catch (Exception e) {
            e.printStackTrace(); // to the console log
            process.exit(FAILED, reason(e));
        }
    }

    private void prepare(ServerOptions options) throws IOException {
        Path dir = options.dir();
        Path logs = dir.resolve("logs");
        try {
            Files.createDirectories(logs);
            lock =
                    FileChannel.open(
                                    dir.resolve("server.lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE)
                            .tryLock();
        } catch (IOException e) {
            throw new IOException("cannot write to folder " + dir + ": " + e, e);
        }
        if (lock == null) {
            throw new IOException("folder " + dir + " is in use by another server");
        }
        for (int port : options.ports().values()) {
            Ports.choose(port);
        }
        System.setProperty("wrapped.log.dir", logs.toString());
        if (System.getProperty("log4j2.configurationFile") == null) {
            System.setProperty("log4j2.configurationFile", LOG_CONFIGURATION);
        }
        // The servers and their libraries print; standard output belongs to the ready line.
        PrintStream console =
                new PrintStream(
                        Files.newOutputStream(
                                logs.resolve("console.log"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.APPEND),
                        true,
                        StandardCharsets.UTF_8);
        System.setOut(console);
        System.setErr(console);
    }

    private void serve(EmbeddedServer server) throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server), "close"));
        Map<String, String> addresses = server.start();
        daemon("end of server", () -> exitWhenEnded(server));
        out.println(
                addresses.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(" ", "READY ", "")));
        out.flush();
        awaitEnd(System.in);
        System.exit(0);
    }

    private static void awaitEnd(InputStream input) throws IOException {
        byte[] ignored = new byte[256];
        while (input.read(ignored) >= 0) {
            // Only the end matters.
        }
    }

    private void exitWhenEnded(EmbeddedServer server) {
        try {
            server.awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!closing.get()) {
            exit(FAILED, "ended by itself; see its log");
        }
    }

    private void close(EmbeddedServer server) {
        closing.set(true);
        Thread closer =
                daemon(
                        "closer",
                        () -> {
                            try {
                                server.close();
                            } catch (Exception e) {
                                e.printStackTrace(); // to the console log
                            }
                        });
        try {
            closer.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // What kept the closer is no reason to stay.
        if (closer.isAlive()) {
            Runtime.getRuntime().halt(FAILED);
        }
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void exit(int code, @Nullable String reason) {
        err.println(name + ": " + reason);
        err.flush();
        System.exit(code);
    }

    private static String reason(Throwable failure) {
        @Nullable String message = failure.getMessage();
        return message == null ? failure.toString() : message.lines().findFirst().orElse(message);
    }
}
