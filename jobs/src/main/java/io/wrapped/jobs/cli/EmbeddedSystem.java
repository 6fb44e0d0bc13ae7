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
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The whole system on one machine, below one folder: Kafka, HBase and the story writer in processes
 * of their own, the two Flink jobs in this one. All listen on the loopback address only.
 */
final class EmbeddedSystem implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);
    private static final String OFFLINE_MODEL = "wrapped-offline-writer";

    private final Path folder;
    private final Configuration options;
    private final List<ChildServer> servers;
    private final LocalFlink flink;
    private final Map<String, String> addresses;

    private EmbeddedSystem(
            Path folder,
            Configuration options,
            List<ChildServer> servers,
            LocalFlink flink,
            Map<String, String> addresses) {
        this.folder = folder;
        this.options = options;
        this.servers = servers;
        this.flink = flink;
        this.addresses = addresses;
    }

    /**
     * What to start.
     *
     * @param folder everything is kept below it
     * @param stories whether the report job runs
     * @param ports of Kafka, ZooKeeper and the story writer are chosen freely when 0
     * @param overrides options of the jobs that win over the local ones, a real model for instance
     */
    record Setup(Path folder, boolean stories, Configuration overrides) {}

    /** Starts everything and waits until it can be used. */
    static EmbeddedSystem start(Setup setup, Progress progress)
            throws CommandException, IOException {
        Installation installation = Installation.find();
        Path folder = setup.folder();
        Path logs = Files.createDirectories(folder.resolve("logs"));
        System.setProperty("wrapped.logs", logs.toString());
        List<ChildServer> servers = new ArrayList<>();
        LocalFlink flink = null;
        try {
            progress.step("Starting HBase and Kafka");
            ChildServer hbase =
                    ChildServer.start(
                            "HBase",
                            "io.wrapped.local.hbase.HBaseServer",
                            "512m",
                            List.of("--dir", folder.resolve("hbase").toString()),
                            logs,
                            installation);
            servers.add(hbase);
            ChildServer kafka =
                    ChildServer.start(
                            "Kafka",
                            "io.wrapped.local.kafka.KafkaServer",
                            "384m",
                            List.of("--dir", folder.resolve("kafka").toString()),
                            logs,
                            installation);
            servers.add(kafka);
            Configuration options = localOptions(folder);
            boolean ownWriter =
                    setup.stories() && !setup.overrides().contains(StoryOptions.BASE_URL);
            if (ownWriter) {
                ChildServer writer =
                        ChildServer.start(
                                "story-writer",
                                "io.wrapped.local.writer.StoryWriter",
                                "64m",
                                List.of(),
                                logs,
                                installation);
                servers.add(writer);
                options.set(StoryOptions.BASE_URL, address(writer, "url"));
                options.set(StoryOptions.MODEL, OFFLINE_MODEL);
            }
            options.set(KafkaOptions.BOOTSTRAP_SERVERS, address(kafka, "bootstrap"));
            options.addAll(setup.overrides());
            TopicAdmin.create(options.get(KafkaOptions.BOOTSTRAP_SERVERS), options, Map.of());
            options.set(HBaseOptions.ZOOKEEPER_QUORUM, address(hbase, "quorum"));
            HBaseTables.create(options);

            progress.step("Starting Flink");
            flink = LocalFlink.start(folder.resolve("flink"));
            flink.submit(WrappedJob.NAME, environment -> WrappedJob.add(environment, options));
            if (setup.stories()) {
                flink.submit(ReportJob.NAME, environment -> ReportJob.add(environment, options));
            }
            return new EmbeddedSystem(
                    folder,
                    options,
                    servers,
                    flink,
                    Map.of(
                            "kafka", options.get(KafkaOptions.BOOTSTRAP_SERVERS),
                            "hbase", options.get(HBaseOptions.ZOOKEEPER_QUORUM),
                            "flink", flink.address()));
        } catch (CommandException | IOException | RuntimeException e) {
            closeAll(flink, servers);
            throw e;
        }
    }

    /** Options by which clients reach it. */
    Configuration options() {
        return options;
    }

    /** Addresses by name, for people. */
    Map<String, String> addresses() {
        return addresses;
    }

    Path folder() {
        return folder;
    }

    /**
     * Checks that everything still runs.
     *
     * @throws CommandException naming what does not
     */
    void check() throws CommandException {
        for (ChildServer server : servers) {
            if (!server.isAlive()) {
                throw new CommandException(
                        "an embedded server ended; see the logs below " + folder.resolve("logs"));
            }
        }
        flink.check();
    }

    /** Stops the jobs with savepoints, so that they go on from here when the folder is kept. */
    void suspend(Progress progress) throws CommandException {
        progress.step("Saving");
        flink.suspend();
    }

    @Override
    public void close() {
        closeAll(flink, servers);
    }

    private static void closeAll(@Nullable LocalFlink flink, List<ChildServer> servers) {
        if (flink != null) {
            flink.close();
        }
        List<Thread> closing = new ArrayList<>();
        for (ChildServer server : servers) {
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

    private static String address(ChildServer server, String key) throws CommandException {
        String address = server.awaitReady(START).get(key);
        if (address == null) {
            throw new CommandException("an embedded server did not tell its " + key);
        }
        return address;
    }

    /** One listener's wait is what counts here, not millions of listeners' cost. */
    private static Configuration localOptions(Path folder) {
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
