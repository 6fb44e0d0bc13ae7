package io.wrapped.jobs.cli;

import io.wrapped.jobs.KafkaOptions;
import io.wrapped.jobs.ReportJob;
import io.wrapped.jobs.WrappedJob;
import io.wrapped.operators.listener.ListenerOptions;
import io.wrapped.operators.story.StoryOptions;
import io.wrapped.sinks.hbase.HBaseOptions;
import io.wrapped.sinks.hbase.HBaseTables;
import io.wrapped.sinks.kafka.TopicAdmin;
import io.wrapped.sinks.kafka.TopicOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The whole system on one machine, below one folder: Kafka, HBase and the story writer in processes
 * of their own, the two Flink jobs in this one. All listen on the loopback address only.
 *
 * <p>It may be closed by another thread while it starts, as Ctrl-C does; nothing is left then.
 */
final class EmbeddedSystem implements AutoCloseable {
    /** The name that the story writer answers under. */
    static final String OFFLINE_MODEL = "wrapped-offline-writer";

    private static final Duration START = Duration.ofMinutes(3);

    private final Setup setup;
    private final Progress progress;
    private final List<ChildServer> servers = new ArrayList<>();
    private final Configuration options;
    private @Nullable LocalFlink flink;
    private boolean closed;

    /**
     * What to start.
     *
     * @param folder everything is kept below it
     * @param stories whether the report job runs
     * @param overrides options of the jobs that win over the local ones, a real model for instance
     */
    record Setup(Path folder, boolean stories, LocalPorts ports, Configuration overrides) {}

    EmbeddedSystem(Setup setup, Progress progress) {
        this.setup = setup;
        this.progress = progress;
        this.options = localOptions();
    }

    /** Starts everything and waits until it can be used. */
    void start() throws CommandException, IOException {
        Path folder = setup.folder();
        System.setProperty(
                "wrapped.logs", Files.createDirectories(folder.resolve("logs")).toString());
        LeftoverServers.awaitEnd(folder, progress);

        progress.step("Starting HBase and Kafka");
        ChildServer hbase = startHBase();
        ChildServer kafka = startKafka();
        if (usesStoryWriter()) {
            options.set(StoryOptions.BASE_URL, address(startStoryWriter(), "url"));
            options.set(StoryOptions.MODEL, OFFLINE_MODEL);
        }
        options.set(KafkaOptions.BOOTSTRAP_SERVERS, address(kafka, "bootstrap"));
        options.addAll(setup.overrides());
        TopicAdmin.create(
                KafkaOptions.bootstrapServers(options),
                options,
                options.get(KafkaOptions.PROPERTIES));
        options.set(HBaseOptions.ZOOKEEPER_QUORUM, address(hbase, "quorum"));
        HBaseTables.create(options);

        progress.step("Starting Flink");
        startFlink();
    }

    private ChildServer startHBase() throws CommandException, IOException {
        return startServer(
                "HBase",
                "io.wrapped.local.hbase.HBaseServer",
                "512m",
                "--dir",
                setup.folder().resolve("hbase").toString(),
                "--zookeeper-port",
                Integer.toString(setup.ports().zooKeeper()));
    }

    private ChildServer startKafka() throws CommandException, IOException {
        return startServer(
                "Kafka",
                "io.wrapped.local.kafka.KafkaServer",
                "384m",
                "--dir",
                setup.folder().resolve("kafka").toString(),
                "--port",
                Integer.toString(setup.ports().kafka()));
    }

    private ChildServer startStoryWriter() throws CommandException, IOException {
        return startServer("story-writer", "io.wrapped.local.writer.StoryWriter", "64m");
    }

    private synchronized ChildServer startServer(
            String name, String mainClass, String maximumHeap, String... arguments)
            throws CommandException, IOException {
        checkOpen();
        ChildServer server =
                ChildServer.start(
                        name,
                        mainClass,
                        maximumHeap,
                        List.of(arguments),
                        setup.folder().resolve("logs"),
                        Installation.find());
        servers.add(server);
        return server;
    }

    private synchronized void startFlink() throws CommandException, IOException {
        checkOpen();
        LocalFlink started =
                LocalFlink.start(setup.folder().resolve("flink"), setup.ports().flink());
        flink = started;
        started.submit(WrappedJob.NAME, environment -> WrappedJob.add(environment, options));
        if (setup.stories()) {
            started.submit(ReportJob.NAME, environment -> ReportJob.add(environment, options));
        }
    }

    private void checkOpen() throws CommandException {
        if (closed) {
            throw new CommandException("stopped while starting");
        }
    }

    private boolean usesStoryWriter() {
        return setup.stories() && !setup.overrides().contains(StoryOptions.BASE_URL);
    }

    /** Options by which clients reach it. */
    Configuration options() {
        return options;
    }

    /** Where Flink's web interface is. */
    String flinkAddress() throws CommandException {
        return started().address();
    }

    Path folder() {
        return setup.folder();
    }

    /** The story writer that stands in for a model, where it does. */
    @Nullable StoryWriterCalls storyWriter() {
        return usesStoryWriter() ? new StoryWriterCalls(options.get(StoryOptions.BASE_URL)) : null;
    }

    /**
     * Checks that everything still runs.
     *
     * @throws CommandException naming what does not
     */
    void check() throws CommandException {
        synchronized (this) {
            for (ChildServer server : servers) {
                if (!server.isAlive()) {
                    throw new CommandException(
                            "the embedded "
                                    + server.name()
                                    + " ended by itself; its logs are below "
                                    + setup.folder());
                }
            }
        }
        started().check();
    }

    /** Stops the jobs with savepoints, so that they go on from here when the folder is kept. */
    void suspend() throws CommandException {
        progress.step("Saving");
        started().suspend();
    }

    @Override
    public void close() {
        List<ChildServer> running;
        synchronized (this) {
            closed = true;
            if (flink != null) {
                flink.close();
            }
            running = List.copyOf(servers);
        }
        List<Thread> closing = new ArrayList<>();
        for (ChildServer server : running) {
            Thread thread = new Thread(server::close);
            thread.start();
            closing.add(thread);
        }
        for (Thread thread : closing) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized LocalFlink started() throws CommandException {
        if (flink == null) {
            throw new CommandException("Flink was not started");
        }
        return flink;
    }

    private static String address(ChildServer server, String key) throws CommandException {
        String address = server.awaitReady(START).get(key);
        if (address == null) {
            throw new CommandException(
                    "the embedded " + server.name() + " did not tell its " + key);
        }
        return address;
    }

    /** One listener's wait is what counts here, not millions of listeners' cost. */
    private static Configuration localOptions() {
        Configuration options = new Configuration();
        options.set(KafkaOptions.WATERMARK_INTERVAL, Duration.ofMillis(100));
        options.set(KafkaOptions.ALLOWED_DELAY, Duration.ofMillis(50));
        options.set(TopicOptions.PARTITIONS, 2);
        options.set(TopicOptions.REPLICATION_FACTOR, 1);
        options.set(ListenerOptions.REVIEW_INTERVAL, Duration.ofSeconds(1));
        options.set(ListenerOptions.SWEEP_INTERVAL, Duration.ofSeconds(10));
        options.set(HBaseOptions.SALT_BUCKETS, 4);
        options.set(HBaseOptions.SINK_MAX_BUFFER_TIME, Duration.ofMillis(50));
        options.set(StoryOptions.BACKOFF_MIN, Duration.ofMillis(200));
        return options;
    }
}
