package io.wrapped.operators.story;

import io.wrapped.operators.story.ModelReply.Answer;
import io.wrapped.operators.story.ModelReply.PermanentFailure;
import io.wrapped.operators.story.ModelReply.TransientFailure;
import io.wrapped.operators.story.StoryOutcome.Cause;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the model for one story: passing failures are waited out, an answer that cannot be
 * used is objected to once.
 */
final class Interview {
    /** A turn that was not taken for so long is gone. */
    private static final Duration STALE_TURN = Duration.ofSeconds(1);

    private final StorySettings settings;
    private final ModelClient model;
    private final Pace pace;
    private final StoryMetrics metrics;
    private final FactSheet facts;
    private final String language;
    private final StoryLog log;
    private final Supplier<CompletableFuture<Boolean>> erased;
    private final CompletableFuture<Result> result = new CompletableFuture<>();

    // Calls follow one another, each on the thread that ended the one before.
    private volatile int attempts;
    private volatile int passingFailures;
    private volatile long promptTokens;
    private volatile long completionTokens;

    /**
     * @param erased asks whether the user was erased, and what was told of them is void
     */
    Interview(
            StorySettings settings,
            ModelClient model,
            Pace pace,
            StoryMetrics metrics,
            FactSheet facts,
            String language,
            StoryLog log,
            Supplier<CompletableFuture<Boolean>> erased) {
        this.settings = settings;
        this.model = model;
        this.pace = pace;
        this.metrics = metrics;
        this.facts = facts;
        this.language = language;
        this.log = log;
        this.erased = erased;
    }

    /**
     * What an interview brought: an answer that stands in the facts, or why there is none. Neither
     * where the user was erased meanwhile.
     *
     * @param answer null when it failed
     * @param cause null when it did not
     * @param reason null when it did not
     */
    record Result(
            @Nullable StoryAnswer answer,
            @Nullable Cause cause,
            @Nullable String reason,
            int attempts,
            long promptTokens,
            long completionTokens) {

        static Result failed(
                Cause cause,
                String reason,
                int attempts,
                long promptTokens,
                long completionTokens) {
            return new Result(null, cause, reason, attempts, promptTokens, completionTokens);
        }

        boolean isErased() {
            return answer == null && cause == null;
        }
    }

    /** Starts; to be called once. */
    CompletableFuture<Result> ask(List<Message> prompt) {
        call(prompt, false);
        return result;
    }

    /** Makes a call when its turn has come by the rate. */
    private void call(List<Message> conversation, boolean isObjection) {
        Duration wait = pace.rate().reserve();
        if (wait.isZero()) {
            callNow(conversation, isObjection);
        } else {
            pace.delayed().after(wait, () -> callUnlessErased(conversation, isObjection));
        }
    }

    /** Where the store was long in answering others have had the turn meanwhile. */
    private void callUnlessErased(List<Message> conversation, boolean isObjection) {
        long due = System.nanoTime();
        unlessErased(
                () -> {
                    if (System.nanoTime() - due > STALE_TURN.toNanos()) {
                        call(conversation, isObjection);
                    } else {
                        callNow(conversation, isObjection);
                    }
                });
    }

    private void callNow(List<Message> conversation, boolean isObjection) {
        attempts = attempts + 1;
        metrics.asked.inc();
        long started = System.nanoTime();
        CompletableFuture<ModelReply> reply;
        try {
            reply = model.ask(conversation);
        } catch (RuntimeException e) {
            reply = CompletableFuture.failedFuture(e);
        }
        reply.thenAccept(
                        value -> {
                            long nanos = System.nanoTime() - started;
                            metrics.askedMillis.inc(TimeUnit.NANOSECONDS.toMillis(nanos));
                            take(value, conversation, isObjection);
                        })
                .exceptionally(
                        defect -> {
                            result.completeExceptionally(defect);
                            return null;
                        });
    }

    private void take(ModelReply reply, List<Message> conversation, boolean isObjection) {
        if (reply instanceof Answer answer) {
            promptTokens = promptTokens + answer.promptTokens();
            completionTokens = completionTokens + answer.completionTokens();
            metrics.promptTokens.inc(answer.promptTokens());
            metrics.completionTokens.inc(answer.completionTokens());
            judge(answer.text(), conversation, isObjection);
        } else if (reply instanceof TransientFailure failure) {
            retry(failure, conversation, isObjection);
        } else if (reply instanceof PermanentFailure failure) {
            fail(Cause.MODEL_REFUSED, failure.reason());
        }
    }

    private void judge(String text, List<Message> conversation, boolean isObjection) {
        List<String> offences;
        Cause cause;
        try {
            StoryAnswer answer = StoryAnswer.read(text);
            offences = StoryCheck.offences(answer, facts, language);
            if (offences.isEmpty()) {
                finish(answer, null, null);
                return;
            }
            cause = Cause.ANSWER_UNTRUE;
        } catch (StoryAnswer.UnreadableException e) {
            offences = List.of("" + e.getMessage());
            cause = Cause.ANSWER_UNREADABLE;
        }
        if (isObjection) {
            fail(cause, String.join("; ", offences));
            return;
        }
        List<Message> objection = Prompt.askAgain(conversation, text, offences);
        unlessErased(
                () -> {
                    metrics.objections.inc();
                    call(objection, true);
                });
    }

    private void retry(TransientFailure failure, List<Message> conversation, boolean isObjection) {
        passingFailures = passingFailures + 1;
        if (settings.maxAttempts() > 0 && passingFailures >= settings.maxAttempts()) {
            fail(
                    Cause.MODEL_UNAVAILABLE,
                    "gave up after " + passingFailures + " failed attempts: " + failure.reason());
            return;
        }
        metrics.retries.inc();
        log.modelFailed(attempts, failure.reason());
        pace.delayed()
                .after(
                        pace.backoff().after(passingFailures, failure.retryAfter()),
                        () -> unlessErased(() -> call(conversation, isObjection)));
    }

    /** A user may be erased while a busy model is waited for: nobody is told their facts then. */
    private void unlessErased(Runnable next) {
        erased.get()
                .thenAccept(
                        isErased -> {
                            if (isErased) {
                                finish(null, null, null);
                            } else {
                                next.run();
                            }
                        })
                .exceptionally(
                        defect -> {
                            result.completeExceptionally(defect);
                            return null;
                        });
    }

    private void fail(Cause cause, String reason) {
        finish(null, cause, reason);
    }

    private void finish(
            @Nullable StoryAnswer answer, @Nullable Cause cause, @Nullable String reason) {
        result.complete(
                new Result(answer, cause, reason, attempts, promptTokens, completionTokens));
    }
}
