package io.wrapped.operators.story;

/** One message of a conversation with a model. */
public record Message(Role role, String content) {

    /** Who speaks. */
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }
}
