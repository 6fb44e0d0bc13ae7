package io.wrapped.operators.story;

import io.wrapped.operators.story.StoryOutcome.Cause;
import io.wrapped.operators.story.StoryOutcome.Result;
import io.wrapped.state.contract.ReportRequest;
import io.wrapped.state.story.Fingerprint;
import io.wrapped.state.story.StoredStories;
import io.wrapped.state.story.Story;
import io.wrapped.state.story.Story.Status;
import io.wrapped.state.story.StoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns a request into a stored story: skips what is stored as complete, asks the model with the
 * earlier stories, checks the answer against the facts, stores it.
 *
 * <p>Where the user was erased after the review that asked, which the store knows, the model is not
 * asked, and an answer that was under way is not stored. One that is stored at the same moment as
 * the erasure has the lesser version, so it is never shown.
 *
 * <p>Failure is a value: the future of {@link #tell} never completes exceptionally. A failure of
 * the store is waited out without end, since giving up would lose what was paid for. Whoever calls
 * runs one user's requests one after another (see {@link UserLanes}).
 */
final class StoryTeller {
    private final StorySettings settings;
    private final ModelClient model;
    private final StoryStore store;
    private final Pace pace;
    private final StoryMetrics metrics;

    StoryTeller(
            StorySettings settings,
            ModelClient model,
            StoryStore store,
            Pace pace,
            StoryMetrics metrics) {
        this.settings = settings;
        this.model = model;
        this.store = store;
        this.pace = pace;
        this.metrics = metrics;
    }

    /** Does all that a request asks for. */
    CompletableFuture<StoryOutcome> tell(ReportRequest request) {
        String language = request.language().isBlank() ? settings.language() : request.language();
        String fingerprint =
                Fingerprint.of(request.factsJson(), Prompt.VERSION, settings.model(), language);
        StoryLog log = new StoryLog(request, fingerprint);
        return stored(request, log)
                .thenCompose(stories -> tell(request, stories, language, fingerprint, log))
                .exceptionallyCompose(defect -> defect(request, language, fingerprint, log, defect))
                .thenApply(outcome -> counted(outcome, log));
    }

    private CompletableFuture<StoryOutcome> tell(
            ReportRequest request,
            StoredStories stories,
            String language,
            String fingerprint,
            StoryLog log) {
        if (stories.erases(request.version())) {
            return CompletableFuture.completedFuture(ended(Result.ERASED, request, 0, 0, 0));
        }
        if (isComplete(stories.byDay().get(request.epochDay()), fingerprint)
                || stories.supersede(request.epochDay(), request.version())) {
            return CompletableFuture.completedFuture(ended(Result.SKIPPED, request, 0, 0, 0));
        }
        FactSheet facts;
        try {
            facts = FactSheet.of(request.factsJson(), request.kind(), request.epochDay());
        } catch (IllegalArgumentException e) {
            Interview.Result none =
                    Interview.Result.failed(Cause.FACTS_UNREADABLE, "" + e.getMessage(), 0, 0, 0);
            return keep(request, none, language, fingerprint, log);
        }
        List<Message> prompt = Prompt.ask(facts, language, earlier(request, stories));
        return new Interview(
                        settings,
                        model,
                        pace,
                        metrics,
                        facts,
                        language,
                        log,
                        () -> stored(request, log).thenApply(now -> now.erases(request.version())))
                .ask(prompt)
                .thenCompose(result -> keep(request, result, language, fingerprint, log));
    }

    private CompletableFuture<StoredStories> stored(ReportRequest request, StoryLog log) {
        List<Integer> days = new ArrayList<>();
        for (int day : request.chosenEpochDays()) {
            if (day < request.epochDay()) {
                days.add(day);
            }
        }
        days.add(request.epochDay());
        return untilStored(
                "reading what is stored", log, () -> store.read(request.userId(), days), 1);
    }

    private static List<Story> earlier(ReportRequest request, StoredStories stories) {
        return request.chosenEpochDays().stream()
                .filter(day -> day < request.epochDay())
                .sorted()
                .map(stories.byDay()::get)
                .filter(story -> story != null && story.status() == Status.COMPLETE)
                .toList();
    }

    private static boolean isComplete(@Nullable Story story, String fingerprint) {
        return story != null
                && story.status() == Status.COMPLETE
                && story.fingerprint().equals(fingerprint);
    }

    private CompletableFuture<StoryOutcome> keep(
            ReportRequest request,
            Interview.Result result,
            String language,
            String fingerprint,
            StoryLog log) {
        if (result.isErased()) {
            return CompletableFuture.completedFuture(ended(Result.ERASED, request, result));
        }
        StoryAnswer answer = result.answer();
        Story story =
                new Story(
                        answer == null ? Status.FAILED : Status.COMPLETE,
                        answer == null ? null : answer.title(),
                        answer == null ? null : answer.text(),
                        language,
                        settings.model(),
                        Prompt.VERSION,
                        fingerprint,
                        result.reason());
        return stored(request, log)
                .thenCompose(stories -> keep(request, result, story, stories, log));
    }

    /**
     * @param stories as they are stored now: while the model was asked, the user may have been
     *     erased, or another subtask may have told the story, which a failure does not take back
     */
    private CompletableFuture<StoryOutcome> keep(
            ReportRequest request,
            Interview.Result result,
            Story story,
            StoredStories stories,
            StoryLog log) {
        if (stories.erases(request.version())) {
            return CompletableFuture.completedFuture(ended(Result.ERASED, request, result));
        }
        boolean needless =
                story.status() == Status.FAILED
                        && isComplete(stories.byDay().get(request.epochDay()), story.fingerprint());
        if (needless || stories.supersede(request.epochDay(), request.version())) {
            return CompletableFuture.completedFuture(ended(Result.SKIPPED, request, result));
        }
        return write(request, story, log)
                .thenApply(
                        done ->
                                story.status() == Status.COMPLETE
                                        ? ended(Result.COMPLETE, request, result)
                                        : failed(request, result));
    }

    private CompletableFuture<StoryOutcome> defect(
            ReportRequest request,
            String language,
            String fingerprint,
            StoryLog log,
            Throwable thrown) {
        Throwable cause = thrown.getCause();
        Throwable defect = thrown instanceof CompletionException && cause != null ? cause : thrown;
        log.fault(defect);
        Interview.Result failed =
                Interview.Result.failed(Cause.DEFECT, String.valueOf(defect), 0, 0, 0);
        return keep(request, failed, language, fingerprint, log);
    }

    private CompletableFuture<Boolean> write(ReportRequest request, Story story, StoryLog log) {
        return untilStored(
                "writing it",
                log,
                () ->
                        store.write(request.userId(), request.epochDay(), story, request.version())
                                .thenApply(done -> true),
                1);
    }

    private <T> CompletableFuture<T> untilStored(
            String what, StoryLog log, Supplier<CompletableFuture<T>> action, int attempt) {
        long started = System.nanoTime();
        CompletableFuture<T> tried;
        try {
            tried = action.get();
        } catch (RuntimeException e) {
            tried = CompletableFuture.failedFuture(e);
        }
        tried = tried.whenComplete((value, failure) -> metrics.storeAnswered(started));
        return tried.exceptionallyCompose(
                failure -> {
                    metrics.storeRetries.inc();
                    log.storeFailed(attempt, what, failure);
                    CompletableFuture<T> retried = new CompletableFuture<>();
                    pace.delayed()
                            .after(
                                    pace.backoff().after(attempt),
                                    () ->
                                            untilStored(what, log, action, attempt + 1)
                                                    .whenComplete(
                                                            (value, never) ->
                                                                    retried.complete(value)));
                    return retried;
                });
    }

    private StoryOutcome counted(StoryOutcome outcome, StoryLog log) {
        metrics.count(outcome);
        if (outcome.result() == Result.FAILED) {
            log.gaveUp(outcome);
        }
        return outcome;
    }

    private static StoryOutcome failed(ReportRequest request, Interview.Result asked) {
        return new StoryOutcome(
                Result.FAILED,
                request,
                asked.cause(),
                asked.reason(),
                asked.attempts(),
                asked.promptTokens(),
                asked.completionTokens());
    }

    private static StoryOutcome ended(Result how, ReportRequest request, Interview.Result asked) {
        return ended(
                how, request, asked.attempts(), asked.promptTokens(), asked.completionTokens());
    }

    private static StoryOutcome ended(
            Result how,
            ReportRequest request,
            int attempts,
            long promptTokens,
            long completionTokens) {
        return new StoryOutcome(how, request, null, null, attempts, promptTokens, completionTokens);
    }
}
