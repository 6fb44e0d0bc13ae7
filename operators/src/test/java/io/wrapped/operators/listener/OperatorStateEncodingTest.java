package io.wrapped.operators.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.operators.listener.PendingTriggers.Pending;
import io.wrapped.operators.serialization.EncodedSerializer;
import io.wrapped.operators.serialization.StateType;
import io.wrapped.state.contract.Exclusion.Target;
import io.wrapped.state.contract.Replay;
import io.wrapped.state.contract.Trigger;
import io.wrapped.state.contract.Trigger.Purpose;
import io.wrapped.state.contract.Trigger.Scope;
import io.wrapped.state.golden.GoldenValues;
import io.wrapped.state.rollup.ExclusionsCodec;
import io.wrapped.state.rollup.ListenerCodec;
import io.wrapped.state.rollup.Origin;
import io.wrapped.state.rollup.PlayCodec;
import io.wrapped.state.rollup.ReplayEnd;
import io.wrapped.state.rollup.ReplayMark;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Under which names and numbers state stands, and how the operator encodes what is its own. */
class OperatorStateEncodingTest {
    private static final List<Pending> TRIGGERS =
            List.of(
                    new Pending(
                            new Trigger(
                                    "everyone",
                                    2025,
                                    20_453,
                                    Scope.EVERYONE,
                                    List.of(),
                                    null,
                                    0,
                                    Purpose.FINAL),
                            1_735_700_000_123L,
                            1L << 40,
                            null),
                    new Pending(
                            new Trigger(
                                    "some",
                                    2024,
                                    19_900,
                                    Scope.USERS,
                                    List.of("ann", "Zoë"),
                                    null,
                                    0,
                                    Purpose.PREVIEW),
                            1_735_700_000_124L,
                            (1L << 40) + 1,
                            new Origin("import", "control", 0, (1L << 40) + 1)),
                    new Pending(
                            new Trigger(
                                    "cohort",
                                    2024,
                                    20_088,
                                    Scope.COHORT,
                                    List.of(),
                                    "spring",
                                    0.25,
                                    Purpose.PREVIEW),
                            1_735_700_000_125L,
                            (1L << 40) + 2,
                            null));

    @Test
    void pendingTriggersAreWrittenInTheKnownEncoding() throws Exception {
        SortedMap<String, byte[]> written = new TreeMap<>();
        for (Pending trigger : TRIGGERS) {
            written.put(trigger.trigger().commandId(), PendingTriggers.encode(trigger));
        }

        GoldenValues.assertNewest(
                "pending-triggers", PendingTriggers.VERSION, written, PendingTriggers.class);
    }

    @Test
    void pendingTriggersOfAllVersionsAreRead() throws Exception {
        for (SortedMap<String, byte[]> version : GoldenValues.of("pending-triggers").values()) {
            for (Pending trigger : TRIGGERS) {
                byte[] kept = version.get(trigger.trigger().commandId());
                assertThat(PendingTriggers.decode(kept)).isEqualTo(trigger);
            }
        }
    }

    @Test
    void operatorStateStandsUnderTheKnownNames() throws Exception {
        try (ListenerHarness job = ListenerHarness.start()) {
            job.trigger(2025, Purpose.FINAL);
            job.checkpoint();
            assertThat(taskStart(job)).containsExactly(-ListenerHarness.START / 1000);
            assertThat(job.unionState("pending-triggers", BytePrimitiveArraySerializer.INSTANCE))
                    .hasSize(1);

            job.everythingIsRead();
            job.checkpoint();
            assertThat(taskStart(job)).containsExactly(ListenerHarness.START / 1000);
        }
    }

    @Test
    void whatIsKeptOfAListenerStandsUnderTheKnownNamesAndNumbers() throws Exception {
        try (ListenerHarness job = ListenerHarness.start().everythingIsRead()) {
            job.exclude("ann", Target.ARTIST, "a", true);
            for (int i = 0; i < 200; i++) {
                job.play(
                        "ann",
                        "e" + i,
                        "song:" + i,
                        i < 9 ? "2024-12-30T10:00:00Z" : "2025-01-02T10:00:00Z");
            }
            job.pass(Duration.ofHours(1));
            job.play("ann", "late", "song:1", "2025-03-01T10:00:00Z");
            job.checkpoint();

            assertThat(job.keyedState("ann", value("listener", StateType.LISTENER)).value())
                    .startsWith(ListenerCodec.VERSION);
            assertThat(job.keyedState("ann", value("exclusions", StateType.EXCLUSIONS)).value())
                    .startsWith(ExclusionsCodec.VERSION);
            assertThat(
                            job.keyedState(
                                            "ann",
                                            new MapStateDescriptor<>(
                                                    "settled",
                                                    IntSerializer.INSTANCE,
                                                    new EncodedSerializer(StateType.SETTLED_PART)))
                                    .keys())
                    .containsExactlyInAnyOrder(2024, 2025, 1 << 28, 2 << 28);
        }
    }

    @Test
    void whatAReplayBuildsStandsUnderTheKnownNames() throws Exception {
        try (ListenerHarness job = ListenerHarness.start().everythingIsRead()) {
            job.replay(Replay.begin("ann", "r"));
            job.replay(Replay.plays("ann", "r", 0, List.of()));
            job.play("ann", "e", "song:1", "2025-03-01T10:00:00Z");
            job.pass(Duration.ofHours(1));
            job.checkpointComplete();
            long token = job.outcomes().get(0).version();

            assertThat(job.keyedState("ann", value("replay", StateType.REPLAY_MARK)).value())
                    .startsWith(ReplayMark.VERSION);
            assertThat(job.keyedState("ann", value("replay-listener", StateType.LISTENER)).value())
                    .startsWith(ListenerCodec.VERSION);
            assertThat(
                            job.keyedState(
                                            "ann",
                                            new ListStateDescriptor<>(
                                                    "replay-plays",
                                                    new EncodedSerializer(StateType.PLAYS)))
                                    .get())
                    .singleElement()
                    .asInstanceOf(InstanceOfAssertFactories.BYTE_ARRAY)
                    .startsWith(PlayCodec.VERSION);

            job.replay(Replay.end("ann", "r", 1, token, false));
            assertThat(job.keyedState("ann", value("replayed", StateType.REPLAY_END)).value())
                    .startsWith(ReplayEnd.VERSION);
            assertThat(job.keyedState("ann", value("replay", StateType.REPLAY_MARK)).value())
                    .isNull();
        }
    }

    @Test
    void aRunOfWaitingPlaysBeginsWithItsVersion() throws Exception {
        try (ListenerHarness job = ListenerHarness.start().everythingIsRead()) {
            job.play("ann", "e", "song:1", "2025-03-01T10:00:00Z");
            job.checkpoint();

            Iterable<byte[]> runs =
                    job.keyedState(
                                    "ann",
                                    new ListStateDescriptor<>(
                                            "pending", new EncodedSerializer(StateType.PLAYS)))
                            .get();
            assertThat(runs).hasSize(1);
            byte[] run = runs.iterator().next();
            assertThat(run).startsWith(PlayCodec.VERSION);
            assertThat(PlayCodec.decode("ann", run[0], run, 1))
                    .singleElement()
                    .satisfies(play -> assertThat(play.contentUri()).isEqualTo("song:1"));
        }
    }

    private static List<Long> taskStart(ListenerHarness job) throws Exception {
        return job.unionState("task-start", LongSerializer.INSTANCE);
    }

    private static ValueStateDescriptor<byte[]> value(String name, StateType type) {
        return new ValueStateDescriptor<>(name, new EncodedSerializer(type));
    }
}
