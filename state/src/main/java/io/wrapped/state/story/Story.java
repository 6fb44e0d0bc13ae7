package io.wrapped.state.story;

import org.jspecify.annotations.Nullable;

/**
 * The written report of one remarkable day, as stored: content, fingerprint and status together, so
 * that one mutation changes all of them (SPEC section 6).
 *
 * @param title null unless complete
 * @param text null unless complete
 * @param language BCP 47
 * @param model the model asked
 * @param promptVersion version of the prompt it was asked with
 * @param fingerprint hash of facts, prompt version, model and language (see {@link Fingerprint})
 * @param reason why it failed, null unless failed
 */
public record Story(
        Status status,
        @Nullable String title,
        @Nullable String text,
        String language,
        String model,
        String promptVersion,
        String fingerprint,
        @Nullable String reason) {

    /**
     * What a stored story is worth. What is not stored is pending; what tells of other facts is
     * stale.
     */
    public enum Status {
        COMPLETE,
        FAILED
    }
}
