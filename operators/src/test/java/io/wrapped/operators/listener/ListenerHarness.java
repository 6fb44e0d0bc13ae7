package io.wrapped.operators.listener;

import io.wrapped.operators.listener.ListenerUpdate.Type;
import io.wrapped.state.contract.CatalogueItem;
import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Named;
import io.wrapped.state.contract.Outcome;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.Replay;
import io.wrapped.state.contract.ReportRequest;
import io.wrapped.state.contract.Trigger;
import io.wrapped.state.review.ReviewConfig;
import io.wrapped.state.rollup.IdHash;
import io.wrapped.state.rollup.Item;
import io.wrapped.state.rollup.Origin;
import io.wrapped.state.rollup.PlayEvent;
import io.wrapped.state.rollup.UserPlay;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.function.ThrowingRunnable;
import org.jspecify.annotations.Nullable;

/** A listener operator on RocksDB with a clock of its own, spoken to in the words of the domain. */
final class ListenerHarness implements AutoCloseable {
    static final Duration REVIEW = Duration.ofMinutes(10);
    static final Duration SWEEP = Duration.ofHours(6);

    /** Of plays that wait: a few listeners of a few plays. */
    static final int BUFFER_BYTES = 8_000;

    private static final int KEY_GROUPS = 128;

    /** When the task starts. */
    static final long START = Instant.parse("2026-01-02T00:00:00Z").toEpochMilli();

    private final KeyedTwoInputStreamOperatorTestHarness<String, UserPlay, Change, ListenerUpdate>
            harness;
    private final InterceptingOperatorMetricGroup metrics = new InterceptingOperatorMetricGroup();
    private long now;
    private long triggers;
    private long checkpoints;

    private ListenerHarness(
            boolean liveReviews, long startedAt, @Nullable OperatorSubtaskState restored)
            throws Exception {
        ListenerOptions options =
                new ListenerOptions(
                        liveReviews,
                        REVIEW,
                        SWEEP,
                        100,
                        MemorySize.ofMebiBytes(4),
                        new MemorySize(BUFFER_BYTES),
                        MemorySize.ofMebiBytes(4),
                        false);
        harness =
                new KeyedTwoInputStreamOperatorTestHarness<>(
                        new ListenerOperator(
                                options, ReviewConfig.DEFAULT, ListenerClock.PROCESSING_TIME),
                        UserPlay::userId,
                        Change::key,
                        Types.STRING,
                        KEY_GROUPS,
                        1,
                        0);
        harness.setStateBackend(new EmbeddedRocksDBStateBackend());
        now = startedAt;
        harness.setProcessingTime(now);
        harness.setup(
                TypeInformation.of(ListenerUpdate.class)
                        .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
        Field metricsOfOperator = AbstractStreamOperator.class.getDeclaredField("metrics");
        metricsOfOperator.setAccessible(true);
        metricsOfOperator.set(harness.getOperator(), metrics);
        if (restored != null) {
            harness.initializeState(restored);
        }
        harness.open();
    }

    static ListenerHarness start() throws Exception {
        return new ListenerHarness(true, START, null);
    }

    static ListenerHarness startWithoutLiveReviews() throws Exception {
        return new ListenerHarness(false, START, null);
    }

    /** Another start, an hour later, from what this one's state is now. */
    ListenerHarness restart() throws Exception {
        return restart(true);
    }

    ListenerHarness restartWithoutLiveReviews() throws Exception {
        return restart(false);
    }

    private ListenerHarness restart(boolean liveReviews) throws Exception {
        OperatorSubtaskState state = harness.snapshot(++checkpoints, now);
        close();
        return new ListenerHarness(liveReviews, now + Duration.ofHours(1).toMillis(), state);
    }

    /** Another start, an hour later, from an older state. */
    ListenerHarness restart(OperatorSubtaskState from) throws Exception {
        close();
        return new ListenerHarness(true, now + Duration.ofHours(1).toMillis(), from);
    }

    /** What state is now; the task goes on. */
    OperatorSubtaskState savepoint() throws Exception {
        return harness.snapshot(++checkpoints, now);
    }

    /** A checkpoint is taken, and all tasks have taken theirs. */
    void checkpointComplete() throws Exception {
        checkpoint();
        harness.notifyOfCompletedCheckpoint(checkpoints);
    }

    /** A checkpoint is taken; the task goes on. */
    void checkpoint() throws Exception {
        harness.snapshot(++checkpoints, now);
    }

    /** What a subtask keeps in a list that every subtask is given. */
    <T> List<T> unionState(String name, TypeSerializer<T> serializer) throws Exception {
        List<T> entries = new ArrayList<>();
        harness.getOperator()
                .getOperatorStateBackend()
                .getUnionListState(new ListStateDescriptor<>(name, serializer))
                .get()
                .forEach(entries::add);
        return entries;
    }

    /** What a listener's state holds under a name. */
    <T, S extends State> S keyedState(String user, StateDescriptor<S, T> descriptor)
            throws Exception {
        harness.getOperator().setCurrentKey(user);
        return harness.getOperator()
                .getKeyedStateBackend()
                .getPartitionedState(
                        VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor);
    }

    /** What a gauge of the operator shows. */
    double gauge(String name) {
        return ((Number) ((Gauge<?>) metrics.get(name)).getValue()).doubleValue();
    }

    /** What a counter of the operator shows. */
    long count(String name) {
        return ((Counter) metrics.get(name)).getCount();
    }

    /** Something is done before each record that the operator emits. */
    void beforeEmitting(ThrowingRunnable<InterruptedException> action) throws Exception {
        Field outputOfOperator = AbstractStreamOperator.class.getDeclaredField("output");
        outputOfOperator.setAccessible(true);
        Object output = outputOfOperator.get(harness.getOperator());
        outputOfOperator.set(
                harness.getOperator(),
                Proxy.newProxyInstance(
                        Output.class.getClassLoader(),
                        new Class<?>[] {Output.class},
                        (proxy, method, arguments) -> {
                            action.run();
                            return method.invoke(output, arguments);
                        }));
    }

    /** Everything that was appended until now has been read. */
    ListenerHarness everythingIsRead() throws Exception {
        harness.processWatermark1(new Watermark(now));
        harness.processWatermark2(new Watermark(now));
        return this;
    }

    /** Only profiles, exclusions, catalogue and triggers have been read until now. */
    void changesAreRead() throws Exception {
        harness.processWatermark2(new Watermark(now));
    }

    void pass(Duration time) throws Exception {
        now += time.toMillis();
        harness.setProcessingTime(now);
    }

    /** Lets time pass in steps of 20 ms, as a trigger's walk does. */
    void passStepByStep(Duration time) throws Exception {
        for (long end = now + time.toMillis(); now < end; ) {
            pass(Duration.ofMillis(20));
        }
    }

    void play(String user, String event, String uri, String endedAt) throws Exception {
        play(user, event, uri, endedAt, null);
    }

    void play(String user, String event, String uri, String endedAt, @Nullable Origin origin)
            throws Exception {
        harness.processElement1(
                new StreamRecord<>(
                        UserPlay.of(
                                new PlayEvent(
                                        user,
                                        IdHash.of(event),
                                        Kind.MUSIC,
                                        uri,
                                        Instant.parse(endedAt).toEpochMilli(),
                                        60_000,
                                        null,
                                        Item.NO_CONTEXT,
                                        null,
                                        now,
                                        origin))));
    }

    void profile(String user, String zone, boolean erased) throws Exception {
        profileAppended(user, zone, erased, now);
    }

    /** A profile that the broker was given at another moment than now. */
    void profileAppended(String user, String zone, boolean erased, long appendedAt)
            throws Exception {
        change(
                Change.Type.PROFILE,
                user,
                new Profile(user, zone, null, null, null, erased),
                null,
                null,
                null,
                null,
                appendedAt);
    }

    long now() {
        return now;
    }

    void exclude(String user, Exclusion.Target target, String id, boolean excluded)
            throws Exception {
        excludeAppended(user, target, id, excluded, now);
    }

    /** An exclusion that the broker was given at another moment than now. */
    void excludeAppended(
            String user, Exclusion.Target target, String id, boolean excluded, long appendedAt)
            throws Exception {
        change(
                Change.Type.EXCLUSION,
                user,
                null,
                new Exclusion(user, target, id, excluded, appendedAt),
                null,
                null,
                null,
                appendedAt);
    }

    void catalogue(String uri, String name) throws Exception {
        catalogue(uri, name, List.of());
    }

    void catalogue(String uri, String name, List<Named> artists) throws Exception {
        catalogueAppended(uri, name, artists, now);
    }

    /** A record that the broker was given at another moment than now. */
    void catalogueAppended(String uri, String name, List<Named> artists, long appendedAt)
            throws Exception {
        change(
                Change.Type.CATALOGUE_ITEM,
                uri,
                null,
                null,
                new CatalogueItem(
                        uri,
                        name,
                        Kind.MUSIC,
                        artists,
                        null,
                        null,
                        List.of("pop"),
                        2001,
                        null,
                        null,
                        null,
                        null),
                null,
                null,
                appendedAt);
    }

    void catalogueRemoval(String uri) throws Exception {
        change(Change.Type.CATALOGUE_REMOVAL, uri, null, null, null, null);
    }

    void trigger(int year, Trigger.Purpose purpose, String... users) throws Exception {
        change(
                Change.Type.TRIGGER,
                "command",
                null,
                null,
                null,
                new Trigger(
                        "command",
                        year,
                        Math.toIntExact(LocalDate.of(year, 12, 31).toEpochDay()),
                        users.length == 0 ? Trigger.Scope.EVERYONE : Trigger.Scope.USERS,
                        List.of(users),
                        null,
                        0,
                        purpose));
    }

    void replay(Replay step) throws Exception {
        change(Change.Type.REPLAY, step.userId(), null, null, null, null, step, now);
    }

    private void change(
            Change.Type type,
            String key,
            @Nullable Profile profile,
            @Nullable Exclusion exclusion,
            @Nullable CatalogueItem item,
            @Nullable Trigger trigger)
            throws Exception {
        change(type, key, profile, exclusion, item, trigger, null, now);
    }

    private void change(
            Change.Type type,
            String key,
            @Nullable Profile profile,
            @Nullable Exclusion exclusion,
            @Nullable CatalogueItem item,
            @Nullable Trigger trigger,
            @Nullable Replay replay,
            long appendedAt)
            throws Exception {
        harness.processElement2(
                new StreamRecord<>(
                        new Change(
                                type,
                                key,
                                profile,
                                exclusion,
                                item == null ? null : ProtoRecords.bytes(item),
                                trigger,
                                replay,
                                appendedAt,
                                triggers++,
                                new Origin("import", type.name(), 0, triggers))));
    }

    /** What was emitted since this was last asked. */
    List<ListenerUpdate> updates() {
        List<ListenerUpdate> updates = List.copyOf(harness.extractOutputValues());
        harness.getOutput().clear();
        return updates;
    }

    /** The documents of a slot that were emitted since updates were last asked for. */
    List<String> documents(String slot) {
        return updates().stream()
                .filter(update -> update.type() == Type.REVIEW && update.slot().equals(slot))
                .map(update -> new String(update.content(), StandardCharsets.UTF_8))
                .toList();
    }

    List<Outcome> outcomes() {
        return side(harness.getSideOutput(ListenerOperator.OUTCOMES));
    }

    List<ReportRequest> requests() {
        return side(harness.getSideOutput(ListenerOperator.REQUESTS));
    }

    private static <T> List<T> side(@Nullable Queue<StreamRecord<T>> records) {
        List<T> values = new ArrayList<>();
        if (records != null) {
            records.forEach(record -> values.add(record.getValue()));
            records.clear();
        }
        return values;
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
