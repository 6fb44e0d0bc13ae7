package io.wrapped.operators.story;

import static io.wrapped.operators.story.Requests.epochDay;
import static io.wrapped.operators.story.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.operators.story.StoryOutcome.Result;
import io.wrapped.state.contract.ReportRequest;
import io.wrapped.state.story.StoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The operator with its checkpoints; model and store are fakes that outlive a restore. */
class StoryFunctionTest {

    /** A model that answers when the test says so. */
    private static final class WaitingModel implements ModelClient {
        final BlockingQueue<CompletableFuture<ModelReply>> calls = new LinkedBlockingQueue<>();
        final List<String> asked = new ArrayList<>();

        @Override
        public synchronized CompletableFuture<ModelReply> ask(List<Message> conversation) {
            CompletableFuture<ModelReply> call = new CompletableFuture<>();
            asked.add(conversation.get(1).content().replaceAll("(?s).*\"iso\":\"([^\"]*).*", "$1"));
            calls.add(call);
            return call;
        }

        void answerNext() throws InterruptedException {
            CompletableFuture<ModelReply> call = calls.poll(20, TimeUnit.SECONDS);
            assertThat(call).as("a call of the model").isNotNull();
            call.complete(ScriptedModel.HONEST);
        }

        @Override
        public void close() {}
    }

    private static WaitingModel model;
    private static FakeStore store;

    @BeforeEach
    void freshEnds() {
        model = new WaitingModel();
        store = new FakeStore();
    }

    private static OneInputStreamOperatorTestHarness<ReportRequest, StoryOutcome> harness()
            throws Exception {
        ResourceFactory<ModelClient> models = () -> model;
        ResourceFactory<StoryStore> stores = () -> store;
        StoryFunction function =
                new StoryFunction(Requests.settings("http://localhost"), models, stores);
        OneInputStreamOperatorTestHarness<ReportRequest, StoryOutcome> harness =
                new OneInputStreamOperatorTestHarness<>(
                        new AsyncWaitOperatorFactory<>(function, 0, 10, OutputMode.UNORDERED),
                        serializer(ReportRequest.class));
        harness.setup(serializer(StoryOutcome.class));
        return harness;
    }

    private static <T> TypeSerializer<T> serializer(Class<T> type) {
        return TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
    }

    private static List<StoryOutcome> finish(
            OneInputStreamOperatorTestHarness<ReportRequest, StoryOutcome> harness)
            throws Exception {
        harness.endInput();
        return harness.extractOutputValues();
    }

    @Test
    void everyRequestIsAnsweredAndAUsersDaysFollowOneAnother() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement(new StreamRecord<>(request("u", 5)));
            harness.processElement(new StreamRecord<>(request("u", 6)));
            harness.processElement(new StreamRecord<>(request("u", 7)));
            for (int i = 0; i < 3; i++) {
                model.answerNext();
                assertThat(model.calls).hasSizeLessThanOrEqualTo(1);
            }

            assertThat(finish(harness))
                    .extracting(StoryOutcome::result)
                    .containsExactly(Result.COMPLETE, Result.COMPLETE, Result.COMPLETE);
            assertThat(model.asked).containsExactly("2025-05-05", "2025-05-06", "2025-05-07");
        }
    }

    @Test
    void unansweredRequestsAreAskedAgainInOrderAfterARestoreAndStoredOnesAreNotPaidAgain()
            throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness()) {
            harness.open();
            for (int day = 7; day >= 5; day--) {
                harness.processElement(new StreamRecord<>(request("u", day)));
            }
            // The first story is stored after the checkpoint that still holds its request.
            snapshot = harness.snapshot(1, 1);
            model.answerNext();
            assertThat(model.calls.poll(20, TimeUnit.SECONDS)).isNotNull();
            assertThat(store.story("u", epochDay(5))).isNotNull();
        }
        model = new WaitingModel();

        try (var harness = harness()) {
            harness.initializeState(snapshot);
            harness.open();
            model.answerNext();
            model.answerNext();

            assertThat(finish(harness))
                    .extracting(StoryOutcome::result)
                    .containsExactly(Result.SKIPPED, Result.COMPLETE, Result.COMPLETE);
            assertThat(model.asked).containsExactly("2025-05-06", "2025-05-07");
            assertThat(store.writes)
                    .containsExactly(
                            "u/" + epochDay(5) + "/COMPLETE",
                            "u/" + epochDay(6) + "/COMPLETE",
                            "u/" + epochDay(7) + "/COMPLETE");
        }
    }

    @Test
    void aCloseWithCallsUnderWayIsQuiet() throws Exception {
        CompletableFuture<ModelReply> call;
        try (var harness = harness()) {
            harness.open();
            harness.processElement(new StreamRecord<>(request("u", 5)));
            harness.processElement(new StreamRecord<>(request("u", 6)));
            call = model.calls.poll(20, TimeUnit.SECONDS);
        }

        call.complete(ScriptedModel.HONEST);

        assertThat(model.calls).isEmpty();
    }
}
