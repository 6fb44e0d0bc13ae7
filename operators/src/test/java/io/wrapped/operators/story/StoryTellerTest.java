package io.wrapped.operators.story;

import static io.wrapped.operators.story.Requests.epochDay;
import static io.wrapped.operators.story.Requests.request;
import static io.wrapped.operators.story.ScriptedModel.HONEST;
import static io.wrapped.operators.story.ScriptedModel.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.operators.story.ModelReply.Answer;
import io.wrapped.operators.story.ModelReply.PermanentFailure;
import io.wrapped.operators.story.ModelReply.TransientFailure;
import io.wrapped.operators.story.StoryOutcome.Cause;
import io.wrapped.operators.story.StoryOutcome.Result;
import io.wrapped.state.contract.ReportRequest;
import io.wrapped.state.story.Fingerprint;
import io.wrapped.state.story.Story;
import io.wrapped.state.story.Story.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoryTellerTest {
    private static final Answer LIE = answer("A day of music", "You listened for 9 hours.");
    private static final TransientFailure BUSY = new TransientFailure("HTTP 429", null);

    private final FakeStore store = new FakeStore();
    private final ManualTasks tasks = new ManualTasks();
    private final StoryMetrics metrics = new StoryMetrics(new UnregisteredMetricsGroup());

    private StoryOutcome tell(ScriptedModel model, ReportRequest request) {
        CompletableFuture<StoryOutcome> outcome = teller(model).tell(request);
        tasks.runAll();
        return outcome.join();
    }

    private StoryTeller teller(ModelClient model) {
        return teller(model, 0);
    }

    private StoryTeller teller(ModelClient model, double perSecond) {
        StorySettings settings = Requests.settings("http://localhost");
        Backoff backoff = new Backoff(settings.backoffMin(), settings.backoffMax(), () -> 0);
        Pace pace = new Pace(tasks, backoff, new CallRate(perSecond, () -> 0));
        return new StoryTeller(settings, model, store, pace, metrics);
    }

    /** While it is asked, the user is erased. */
    private ModelClient erasingMeanwhile(ModelClient model) {
        return new ModelClient() {
            @Override
            public CompletableFuture<ModelReply> ask(List<Message> messages) {
                store.erase("u", 7);
                return model.ask(messages);
            }

            @Override
            public void close() {}
        };
    }

    @Test
    void anHonestAnswerIsStoredAsComplete() {
        StoryOutcome outcome = tell(new ScriptedModel(HONEST), request("u", 5));

        assertThat(outcome.result()).isEqualTo(Result.COMPLETE);
        assertThat(outcome.attempts()).isEqualTo(1);
        assertThat(outcome.promptTokens()).isEqualTo(100);
        assertThat(outcome.completionTokens()).isEqualTo(20);
        assertThat(store.story("u", epochDay(5)))
                .isEqualTo(
                        new Story(
                                Status.COMPLETE,
                                "A day of music",
                                "You played Halo.",
                                "en",
                                "a-model",
                                Prompt.VERSION,
                                Fingerprint.of(Requests.FACTS, Prompt.VERSION, "a-model", "en"),
                                null));
    }

    @Test
    void whatIsStoredAsCompleteIsNotAskedForAgain() {
        tell(new ScriptedModel(), request("u", 5));
        ScriptedModel model = new ScriptedModel();

        StoryOutcome outcome = tell(model, request("u", 5, 2));

        assertThat(outcome.result()).isEqualTo(Result.SKIPPED);
        assertThat(model.conversations).isEmpty();
        assertThat(store.writes).hasSize(1);
    }

    /** Read again after a restart, it would be paid for and shown to nobody. */
    @Test
    void whatALaterReviewHasToldIsNotAskedForAgain() {
        String later = Requests.FACTS.replace("\"streams\":58", "\"streams\":59");
        tell(new ScriptedModel(), request("u", 5, 2, later));
        ScriptedModel model = new ScriptedModel();

        StoryOutcome outcome = tell(model, request("u", 5, 1));

        assertThat(outcome.result()).isEqualTo(Result.SKIPPED);
        assertThat(model.conversations).isEmpty();
        assertThat(store.writes).hasSize(1);
    }

    @Test
    void otherFactsAreToldAnew() {
        tell(new ScriptedModel(), request("u", 5));
        String changed = Requests.FACTS.replace("\"streams\":58", "\"streams\":59");

        StoryOutcome outcome = tell(new ScriptedModel(), request("u", 5, 2, changed));

        assertThat(outcome.result()).isEqualTo(Result.COMPLETE);
        assertThat(store.writes).hasSize(2);
    }

    @Test
    void theStoriesOfEarlierDaysAreInThePrompt() {
        tell(new ScriptedModel(answer("First", "You played Halo once more.")), request("u", 5));
        tell(new ScriptedModel(answer("Later", "You danced.")), request("u", 7));
        ScriptedModel model = new ScriptedModel();

        tell(model, request("u", 6));

        assertThat(model.lastMessage(0))
                .contains("```wrapped-earlier\n[{\"title\":\"First\"")
                .doesNotContain("You danced.");
    }

    @Test
    void passingFailuresAreWaitedOutWithGrowingPauses() {
        ScriptedModel model =
                new ScriptedModel(BUSY, new TransientFailure("503", Duration.ofSeconds(7)));

        StoryOutcome outcome = tell(model, request("u", 5));

        assertThat(outcome.result()).isEqualTo(Result.COMPLETE);
        assertThat(outcome.attempts()).isEqualTo(3);
        assertThat(tasks.delays).containsExactly(Duration.ofMillis(100), Duration.ofSeconds(7));
    }

    @Test
    void callsWaitForTheirTurnByTheRateRepeatedOnesToo() {
        ScriptedModel model = new ScriptedModel(BUSY);
        StoryTeller teller = teller(model, 2);

        CompletableFuture<StoryOutcome> first = teller.tell(request("u", 5));
        CompletableFuture<StoryOutcome> second = teller.tell(request("v", 5));
        assertThat(model.conversations).hasSize(1);
        tasks.runAll();

        assertThat(first.join().result()).isEqualTo(Result.COMPLETE);
        assertThat(second.join().result()).isEqualTo(Result.COMPLETE);
        // The repeated one waits for the pause after a failure, then for its turn.
        assertThat(tasks.delays)
                .containsExactly(
                        Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    @Test
    void whoIsErasedWhileTheTurnIsWaitedForIsNotToldOf() {
        ScriptedModel model = new ScriptedModel();
        StoryTeller teller = teller(model, 2);
        teller.tell(request("other", 5));
        CompletableFuture<StoryOutcome> waiting = teller.tell(request("u", 5));

        store.erase("u", 7);
        tasks.runAll();

        assertThat(waiting.join().result()).isEqualTo(Result.ERASED);
        assertThat(model.conversations).hasSize(1);
    }

    @Test
    void aModelThatStaysAwayEndsAsAFailure() {
        StoryOutcome outcome = tell(new ScriptedModel(BUSY, BUSY, BUSY), request("u", 5));

        assertThat(outcome.result()).isEqualTo(Result.FAILED);
        assertThat(outcome.cause()).isEqualTo(Cause.MODEL_UNAVAILABLE);
        assertThat(outcome.reason()).contains("3 failed attempts").contains("HTTP 429");
        assertThat(store.story("u", epochDay(5)).status()).isEqualTo(Status.FAILED);
        assertThat(store.story("u", epochDay(5)).reason()).isEqualTo(outcome.reason());
    }

    @Test
    void aRefusalEndsAsAFailureAtOnce() {
        StoryOutcome outcome =
                tell(new ScriptedModel(new PermanentFailure("HTTP 401")), request("u", 5));

        assertThat(outcome.cause()).isEqualTo(Cause.MODEL_REFUSED);
        assertThat(outcome.attempts()).isEqualTo(1);
    }

    @Test
    void aLieIsObjectedToOnceAndNamed() {
        ScriptedModel model = new ScriptedModel(LIE);

        StoryOutcome outcome = tell(model, request("u", 5));

        assertThat(outcome.result()).isEqualTo(Result.COMPLETE);
        assertThat(outcome.attempts()).isEqualTo(2);
        assertThat(model.conversations.get(1)).hasSize(4);
        assertThat(model.lastMessage(1)).contains("'9 hours'");
        assertThat(store.story("u", epochDay(5)).text()).isEqualTo("You played Halo.");
    }

    @Test
    void aSecondLieEndsAsAFailure() {
        StoryOutcome outcome = tell(new ScriptedModel(LIE, LIE), request("u", 5));

        assertThat(outcome.cause()).isEqualTo(Cause.ANSWER_UNTRUE);
        assertThat(outcome.reason()).contains("'9 hours'");
        assertThat(store.story("u", epochDay(5)).title()).isNull();
    }

    @Test
    void anUnreadableAnswerIsObjectedToOnce() {
        Answer half = new Answer("{\"title\": \"A day", 100, 20);

        assertThat(tell(new ScriptedModel(half), request("u", 5)).result())
                .isEqualTo(Result.COMPLETE);
        assertThat(tell(new ScriptedModel(half, half), request("u", 6)).cause())
                .isEqualTo(Cause.ANSWER_UNREADABLE);
    }

    @Test
    void aFailedStoryIsAskedForAgainByALaterRequest() {
        tell(new ScriptedModel(LIE, LIE), request("u", 5));

        assertThat(tell(new ScriptedModel(), request("u", 5)).result()).isEqualTo(Result.COMPLETE);
    }

    @Test
    void aFailureDoesNotTakeBackAStoryThatAnotherSubtaskCompleted() {
        ReportRequest request = request("u", 5);
        StoryOutcome complete = tell(new ScriptedModel(), request("other", 5));
        Story told = store.story("other", epochDay(5));
        ModelClient slow =
                new ModelClient() {
                    @Override
                    public CompletableFuture<ModelReply> ask(List<Message> messages) {
                        store.put("u", epochDay(5), told);
                        return CompletableFuture.completedFuture(new PermanentFailure("HTTP 400"));
                    }

                    @Override
                    public void close() {}
                };

        StoryOutcome outcome = teller(slow).tell(request).join();

        assertThat(complete.result()).isEqualTo(Result.COMPLETE);
        assertThat(outcome.result()).isEqualTo(Result.SKIPPED);
        assertThat(store.story("u", epochDay(5)).status()).isEqualTo(Status.COMPLETE);
    }

    @Test
    void modelIsNotAskedForWhoWasErased() {
        store.erase("u", 7);
        ScriptedModel model = new ScriptedModel();

        StoryOutcome outcome = tell(model, request("u", 5, 7));

        assertThat(outcome.result()).isEqualTo(Result.ERASED);
        assertThat(model.conversations).isEmpty();
        assertThat(store.writes).isEmpty();
    }

    @Test
    void whoCameBackAfterAnErasureIsToldStoriesAgain() {
        store.erase("u", 7);

        assertThat(tell(new ScriptedModel(), request("u", 5, 8)).result())
                .isEqualTo(Result.COMPLETE);
    }

    @ParameterizedTest
    @MethodSource
    void answerIsNotStoredForWhoWasErasedMeanwhile(ModelReply reply) {
        StoryOutcome outcome =
                teller(erasingMeanwhile(new ScriptedModel(reply))).tell(request("u", 5, 7)).join();

        assertThat(outcome.result()).isEqualTo(Result.ERASED);
        assertThat(outcome.attempts()).isEqualTo(1);
        assertThat(store.writes).isEmpty();
    }

    static List<ModelReply> answerIsNotStoredForWhoWasErasedMeanwhile() {
        return List.of(HONEST, new PermanentFailure("HTTP 400"));
    }

    @ParameterizedTest
    @MethodSource
    void modelIsNotAskedOnceMoreForWhoWasErasedMeanwhile(ModelReply reply) {
        ScriptedModel model = new ScriptedModel(reply);
        CompletableFuture<StoryOutcome> outcome =
                teller(erasingMeanwhile(model)).tell(request("u", 5, 7));
        tasks.runAll();

        assertThat(outcome.join().result()).isEqualTo(Result.ERASED);
        assertThat(model.conversations).hasSize(1);
        assertThat(store.writes).isEmpty();
    }

    static List<ModelReply> modelIsNotAskedOnceMoreForWhoWasErasedMeanwhile() {
        return List.of(BUSY, LIE);
    }

    @Test
    void failuresOfTheStoreAreWaitedOut() {
        store.failNext(40);
        ScriptedModel model = new ScriptedModel();

        StoryOutcome outcome = tell(model, request("u", 5));

        assertThat(outcome.result()).isEqualTo(Result.COMPLETE);
        assertThat(model.conversations).hasSize(1);
        assertThat(tasks.delays).hasSize(40).last().isEqualTo(Duration.ofMillis(400));
    }

    @Test
    void factsThatCannotBeReadEndAsAFailure() {
        StoryOutcome outcome = tell(new ScriptedModel(), request("u", 5, 1, "{\"value\":"));

        assertThat(outcome.cause()).isEqualTo(Cause.FACTS_UNREADABLE);
        assertThat(outcome.attempts()).isZero();
    }

    @Test
    void aDefectIsAValueToo() {
        ModelClient broken =
                new ModelClient() {
                    @Override
                    public CompletableFuture<ModelReply> ask(List<Message> messages) {
                        throw new IllegalStateException("a fault");
                    }

                    @Override
                    public void close() {}
                };

        StoryOutcome outcome = teller(broken).tell(request("u", 5)).join();

        assertThat(outcome.cause()).isEqualTo(Cause.DEFECT);
        assertThat(outcome.reason()).contains("a fault");
    }

    @Test
    void metricsTellWhatWasPaid() {
        tell(new ScriptedModel(LIE, BUSY), request("u", 5));

        assertThat(metrics.asked.getCount()).isEqualTo(3);
        assertThat(metrics.retries.getCount()).isEqualTo(1);
        assertThat(metrics.objections.getCount()).isEqualTo(1);
        assertThat(metrics.promptTokens.getCount()).isEqualTo(200);
    }
}
