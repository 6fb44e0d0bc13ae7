package io.wrapped.system;

import static io.wrapped.system.Listening.YEAR;

import io.wrapped.jobs.KafkaOptions;
import io.wrapped.jobs.ReportJob;
import io.wrapped.jobs.WrappedJob;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.Profile;
import io.wrapped.system.StandInModel.Behaviour;
import io.wrapped.system.harness.Feed;
import io.wrapped.system.harness.RunningJob;
import io.wrapped.system.harness.Servers;
import io.wrapped.system.harness.WrappedSystem;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** Has today's job write a {@link GoldenSavepoint}. */
final class GoldenSavepointMaker {
    private static final String NEUTRAL = "/wrapped";

    private final GoldenSavepoint golden;

    GoldenSavepointMaker(GoldenSavepoint golden) {
        this.golden = golden;
    }

    /** Makes the savepoint; the folder must not be there yet. */
    void make() throws Exception {
        try (WrappedSystem system = WrappedSystem.create(golden.system())) {
            Feed feed = system.feed();
            KeptListening.catalogue().forEach(feed::send);
            RunningJob first = system.startWrapped(GoldenSavepoint.PARALLELISM, "");
            KeptListening.tellFolded(new FedAudience(feed));
            system.store().await("ann", YEAR, Slot.LIVE, document -> !document.isEmpty());
            String folded = first.stopWithSavepoint();

            // Watermarks so late that neither waiting plays nor the trigger have their turn.
            system.options().set(KafkaOptions.ALLOWED_DELAY, Duration.ofDays(1));
            RunningJob second = system.startWrapped(GoldenSavepoint.PARALLELISM, folded);
            KeptListening.tellWaiting(new FedAudience(feed));
            feed.sendTrigger(Listening.everyone("waiting"));
            SortedMap<String, String> offsets = awaitAllRead(system, listeners(system.options()));
            copy(Path.of(URI.create(second.savepoint())), golden.savepoint());
            forgetFolder(golden.savepoint().resolve("_metadata"));
            golden.writeOffsets(offsets);
            golden.writeVersions(GoldenSavepoint.versionsOfToday());
        }
    }

    /** Makes that of the report job, with all stories of a year asked for and none answered. */
    void makeReports() throws Exception {
        try (StandInModel model = new StandInModel();
                WrappedSystem system = WrappedSystem.create(golden.reportSystem())) {
            model.behave(prompt -> Behaviour.HELD);
            system.askModelAt(model.url());
            system.startWrapped();
            RunningJob reports = system.startReports();
            Feed feed = system.feed();
            for (String user : List.of("ann", "bob")) {
                feed.send(Listening.profile(user, "UTC"));
                Listening.year(user).forEach(feed::send);
            }
            feed.awaitOutcomes();
            feed.trigger(Listening.everyone("told"));
            // Each listener's first story; the others wait behind it.
            Awaitility.await("two calls").until(() -> model.prompts().size() == 2);
            SortedMap<String, String> offsets =
                    awaitAllRead(system, ReportJob.groups(system.options()));
            List<String> stories = new ArrayList<>();
            system.store()
                    .forEach(
                            YEAR,
                            Slot.FINAL,
                            (user, document) ->
                                    Json.dates(document)
                                            .forEach(
                                                    date ->
                                                            stories.add(
                                                                    user
                                                                            + " s:"
                                                                            + date.replace(
                                                                                    "-", ""))));
            copy(Path.of(URI.create(reports.savepoint())), golden.reportSavepoint());
            forgetFolder(golden.reportSavepoint().resolve("_metadata"));
            golden.writeReports(offsets, stories);
            model.release();
        }
    }

    /** Of topics whose offsets the wrapped job goes on from, the consumer groups. */
    private static Map<String, String> listeners(Configuration options) {
        Topics topics = Topics.from(options);
        Map<String, String> groups = new TreeMap<>(WrappedJob.groups(options));
        groups.keySet().removeAll(List.of(topics.catalogue(), topics.replay()));
        return groups;
    }

    /** Waits until checkpoints of the job cover all that was sent. */
    private static SortedMap<String, String> awaitAllRead(
            WrappedSystem system, Map<String, String> groups) throws Exception {
        SortedMap<String, String> read = new TreeMap<>();
        try (Admin admin = Admin.create(KafkaOptions.clientProperties(system.options()))) {
            for (Map.Entry<String, String> topic : groups.entrySet()) {
                Map<TopicPartition, Long> ends = ends(admin, topic.getKey());
                String group = topic.getValue();
                Awaitility.await("offsets of " + group)
                        .until(() -> committed(admin, group), ends::equals);
                ends.forEach(
                        (partition, end) ->
                                read.put(
                                        partition.topic() + "/" + partition.partition(),
                                        String.valueOf(end)));
            }
        }
        return read;
    }

    private static Map<TopicPartition, Long> ends(Admin admin, String topic)
            throws ExecutionException, InterruptedException {
        int partitions =
                admin.describeTopics(List.of(topic))
                        .allTopicNames()
                        .get()
                        .get(topic)
                        .partitions()
                        .size();
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            latest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        return admin.listOffsets(latest).all().get().entrySet().stream()
                // Of what was never read no offset is committed.
                .filter(end -> end.getValue().offset() > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private static Map<TopicPartition, Long> committed(Admin admin, String group)
            throws ExecutionException, InterruptedException {
        return admin
                .listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, at -> at.getValue().offset()));
    }

    /**
     * Handles of state are named after the file they would have been written to, which is nothing
     * but a name where state is as small as this. Lengths stay, since they stand before each name.
     */
    private static void forgetFolder(Path metadata) throws IOException {
        String folder = Servers.FOLDER.toString();
        String neutral = NEUTRAL + "-".repeat(Math.max(0, folder.length() - NEUTRAL.length()));
        String bytes = Files.readString(metadata, StandardCharsets.ISO_8859_1);
        Files.writeString(metadata, bytes.replace(folder, neutral), StandardCharsets.ISO_8859_1);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private record FedAudience(Feed feed) implements KeptListening.Audience {
        @Override
        public void profile(Profile profile) {
            feed.send(profile);
        }

        @Override
        public void exclusion(Exclusion exclusion) {
            feed.send(exclusion);
        }

        @Override
        public void play(Play play) {
            feed.send(play);
        }

        @Override
        public void pause() {
            feed.awaitOutcomes();
        }
    }
}
