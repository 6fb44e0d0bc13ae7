package io.wrapped.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Message;
import io.wrapped.sinks.hbase.HBaseOptions;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.sinks.kafka.TopicOptions;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.state.cases.Case;
import io.wrapped.state.cases.Case.Refusal;
import io.wrapped.state.cases.CaseResult;
import io.wrapped.state.cases.PlainRun;
import io.wrapped.state.contract.DeadLetter;
import io.wrapped.state.contract.JsonRecords;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.RefusedException;
import io.wrapped.state.contract.Trigger;
import io.wrapped.state.proto.Exclusion;
import io.wrapped.state.proto.Play;
import io.wrapped.state.proto.Profile;
import io.wrapped.system.harness.Feed;
import io.wrapped.system.harness.Feed.Place;
import io.wrapped.system.harness.Stored;
import io.wrapped.system.harness.WrappedSystem;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Runs a case through Kafka, Flink and HBase, in a system of its own. */
final class PipelineRun {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Case input;
    private final WrappedSystem system;
    private final Topics topics;
    private final Feed feed;
    private final Set<Refusal> refusals = new HashSet<>();
    private final Map<Place, Refusal> places = new HashMap<>();
    private long unsayablePlays;

    private PipelineRun(Case input, WrappedSystem system) {
        this.input = input;
        this.system = system;
        this.topics = Topics.from(system.options());
        this.feed = system.feed(input.now());
    }

    static CaseResult of(Case input, int parallelism) throws Exception {
        Configuration small = new Configuration();
        small.set(HBaseOptions.SALT_BUCKETS, 1);
        small.set(TopicOptions.PARTITIONS, parallelism);
        try (WrappedSystem system = WrappedSystem.create("case-" + input.name(), small)) {
            system.startWrapped(parallelism, "");
            return new PipelineRun(input, system).run();
        }
    }

    private CaseResult run() throws Exception {
        send("profile", topics.profile(), input.profiles(), "erased", Profile::newBuilder);
        feed.awaitOutcomes();
        for (JsonNode record : input.catalogue()) {
            feed.send(JsonRecords.catalogueItem(record));
        }
        send(
                "exclusion",
                topics.exclusion(),
                input.exclusions(),
                "excluded",
                Exclusion::newBuilder);
        feed.awaitOutcomes();
        send("play", topics.play(), input.plays(), "private_session", Play::newBuilder);
        feed.awaitOutcomes();
        Map<String, JsonNode> documents = documents();
        collectDeadLetters();
        return new CaseResult(report(), refusals, documents);
    }

    private void send(
            String name,
            String topic,
            List<JsonNode> records,
            String flag,
            Supplier<Message.Builder> builders) {
        Map<Integer, Future<RecordMetadata>> sent = new HashMap<>();
        for (int i = 0; i < records.size(); i++) {
            JsonNode record = records.get(i);
            Optional<byte[]> bytes = WireForm.of(record, builders.get(), flag);
            if (bytes.isPresent()) {
                sent.put(i, feed.send(topic, record.path("user_id").asText(), bytes.get()));
            } else {
                refusals.add(new Refusal(name, i, !record.path("private_session").booleanValue()));
                unsayablePlays += name.equals("play") ? 1 : 0;
            }
        }
        sent.forEach((i, metadata) -> places.put(Feed.place(metadata), new Refusal(name, i, true)));
    }

    private Map<String, JsonNode> documents() throws IOException {
        Trigger trigger;
        try {
            trigger = JsonRecords.trigger(input.control());
        } catch (RefusedException e) {
            return Map.of();
        }
        Map<String, JsonNode> documents = new TreeMap<>();
        for (Map.Entry<String, String> document :
                system.store()
                        .documents(
                                feed.trigger(trigger), trigger.year(), Slot.of(trigger.purpose()))
                        .entrySet()) {
            documents.put(document.getKey(), JSON.readTree(document.getValue()));
        }
        return documents;
    }

    private Map<String, Long> report() {
        Map<String, Long> report = new TreeMap<>();
        report.put("read", (long) input.plays().size());
        feed.playOutcomes()
                .forEach((result, count) -> report.put(PlainRun.reportKey(result), count));
        if (unsayablePlays > 0) {
            report.merge(Case.DEAD_LETTERS, unsayablePlays, Long::sum);
        }
        return report;
    }

    private void collectDeadLetters() throws RefusedException {
        for (Stored record : system.read(topics.deadLetters())) {
            DeadLetter letter = ProtoRecords.deadLetter(record.value());
            Refusal refusal =
                    places.get(new Place(letter.topic(), letter.partition(), letter.offset()));
            refusals.add(new Refusal(refusal.topic(), refusal.offset(), letter.value() != null));
        }
    }
}
