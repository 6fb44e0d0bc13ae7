package io.wrapped.operators.story;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of one call of a model. */
public sealed interface ModelReply {

    /** The model wrote something; the tokens are those that the provider counted, else 0. */
    record Answer(String text, long promptTokens, long completionTokens) implements ModelReply {}

    /**
     * The call failed for a reason that passes: worth another attempt.
     *
     * @param retryAfter the wait that the server asked for
     */
    record TransientFailure(String reason, @Nullable Duration retryAfter) implements ModelReply {}

    /** The call failed and would fail again. */
    record PermanentFailure(String reason) implements ModelReply {}
}
