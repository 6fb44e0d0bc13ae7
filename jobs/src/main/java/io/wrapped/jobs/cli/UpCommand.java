package io.wrapped.jobs.cli;

import io.wrapped.jobs.KafkaOptions;
import io.wrapped.sinks.hbase.HBaseOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sun.misc.Signal;

/** {@code wrapped up}: keeps an embedded system running until it is stopped. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        header = "Keep the whole system running on this machine.",
        description = {
            "Runs Kafka, HBase, the two Flink jobs and the story writer until Ctrl-C, for the"
                    + " commands import, trigger, show, exclude and erase. With --dir it goes on"
                    + " from what is there and saves its state in the end.",
            ""
        })
final class UpCommand implements Callable<Integer> {
    static final int FLINK_PORT = 18_081;
    private static final int MOST_PORT = 65_535;
    private static final long LOOK_SECONDS = 2;
    private static final List<String> ENDINGS = List.of("INT", "TERM", "HUP");

    @Spec CommandSpec spec;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where data is kept. Default: a folder that is deleted in the end.")
    @Nullable Path dir;

    @Option(
            names = "--stories",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Whether stories are written. Default: they are.")
    boolean stories;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "" + ConnectionOptions.KAFKA_PORT,
            description = "Port of Kafka; 0: a free one. Default: ${DEFAULT-VALUE}.")
    int kafkaPort;

    @Option(
            names = "--zookeeper-port",
            paramLabel = "PORT",
            defaultValue = "" + ConnectionOptions.ZOOKEEPER_PORT,
            description = "Port of HBase's ZooKeeper; 0: a free one. Default: ${DEFAULT-VALUE}.")
    int zooKeeperPort;

    @Option(
            names = "--flink-port",
            paramLabel = "PORT",
            defaultValue = "" + FLINK_PORT,
            description =
                    "Port of Flink's web interface; 0: a free one. Default: ${DEFAULT-VALUE}.")
    int flinkPort;

    @Mixin ModelOptions model;

    @Override
    public Integer call() throws CommandException, IOException {
        checkUsage();
        Progress progress = Progress.onStandardError();
        CountDownLatch ending = new CountDownLatch(1);
        try (EmbeddedRun run = EmbeddedRun.in(dir, progress)) {
            EmbeddedSystem system =
                    run.start(
                            stories,
                            new LocalPorts(kafkaPort, zooKeeperPort, flinkPort),
                            model.options());
            progress.done();
            // From here on an end by signal is an orderly one.
            ENDINGS.forEach(name -> Signal.handle(new Signal(name), signal -> ending.countDown()));
            tell(system);
            awaitEnd(ending, system);
            run.keepIfAsked();
        }
        progress.done();
        return 0;
    }

    private static void awaitEnd(CountDownLatch ending, EmbeddedSystem system)
            throws CommandException {
        try {
            while (!ending.await(LOOK_SECONDS, TimeUnit.SECONDS)) {
                system.check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted", e);
        }
    }

    private void tell(EmbeddedSystem system) throws CommandException {
        Configuration options = system.options();
        StoryWriterCalls storyWriter = system.storyWriter();
        String writer = "none; stories are not written";
        if (storyWriter != null) {
            writer = storyWriter.url() + " (the story writer, which stands in for a model)";
        } else if (stories) {
            writer = String.valueOf(model.options().toMap().get("story.base-url"));
        }
        System.out.println();
        System.out.println("Wrapped is running; Ctrl-C ends it.");
        System.out.println();
        line("Kafka", options.get(KafkaOptions.BOOTSTRAP_SERVERS));
        line("ZooKeeper", options.get(HBaseOptions.ZOOKEEPER_QUORUM) + " (HBase's)");
        line("Flink", system.flinkAddress());
        line("Model", writer);
        line("Data", system.folder() + (dir == null ? " (deleted in the end)" : ""));
        System.out.println();
        System.out.println("Try in another terminal:");
        System.out.println("  ./wrapped import --format spotify-extended --user me FILE");
        System.out.println("  ./wrapped show me");
        System.out.println("  ./wrapped status");
        System.out.flush();
    }

    private static void line(String name, String value) {
        System.out.printf("  %-10s %s%n", name, value);
    }

    private void checkUsage() {
        model.check(spec.commandLine());
        for (int port : List.of(kafkaPort, zooKeeperPort, flinkPort)) {
            if (port < 0 || port > MOST_PORT) {
                throw new ParameterException(
                        spec.commandLine(), port + " is not a port; expected 0 to " + MOST_PORT);
            }
        }
    }
}
