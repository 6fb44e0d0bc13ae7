package io.wrapped.operators.story;

import org.jspecify.annotations.Nullable;

/** The model's key, as its environment variable holds it. */
public final class ModelKey {
    private ModelKey() {}

    /**
     * The key to send; null where there is none.
     *
     * @param variable that holds it
     * @throws IllegalArgumentException when no header can carry it; the message does not show it,
     *     as those of HTTP clients do
     */
    public static @Nullable String of(String variable, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        String key = value.strip();
        if (!key.chars().allMatch(character -> character >= ' ' && character <= '~')) {
            throw new IllegalArgumentException(
                    "the key in "
                            + variable
                            + " has characters that a header cannot carry, such as a line break");
        }
        return key;
    }
}
