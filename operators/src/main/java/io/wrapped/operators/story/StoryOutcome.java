package io.wrapped.operators.story;

import io.wrapped.state.contract.ReportRequest;
import org.jspecify.annotations.Nullable;

/**
 * What became of one request. A failed one is a dead letter with all that is needed to ask again.
 *
 * @param cause null unless failed
 * @param reason what went wrong, for a person; null unless failed
 * @param attempts calls of the model that were made for it
 * @param promptTokens as counted by the provider, over all attempts
 * @param completionTokens likewise
 */
public record StoryOutcome(
        Result result,
        ReportRequest request,
        @Nullable Cause cause,
        @Nullable String reason,
        int attempts,
        long promptTokens,
        long completionTokens) {

    /** How a request ended. */
    public enum Result {
        /**
         * Nothing is to be stored: it was told before, or by a later review; hardly ever paid for.
         */
        SKIPPED,
        COMPLETE,
        FAILED,
        /** The user was erased after the review that asked: nothing was stored. */
        ERASED
    }

    /** Why a story failed. */
    public enum Cause {
        /** The model could not be reached, or was too busy, until the attempts ran out. */
        MODEL_UNAVAILABLE,
        /** The model refused the call, or its response cannot be read. */
        MODEL_REFUSED,
        /** The model wrote, twice, something that is not a story. */
        ANSWER_UNREADABLE,
        /** The model wrote, twice, what the facts do not hold. */
        ANSWER_UNTRUE,
        /** The request's facts cannot be read. */
        FACTS_UNREADABLE,
        /** A fault of this program. */
        DEFECT
    }
}
