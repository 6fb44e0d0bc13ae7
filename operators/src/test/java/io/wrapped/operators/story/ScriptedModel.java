package io.wrapped.operators.story;

import io.wrapped.operators.story.ModelReply.Answer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/** Replies with what the test laid out, then with an honest story; keeps the conversations. */
final class ScriptedModel implements ModelClient {
    static final Answer HONEST = answer("A day of music", "You played Halo.");

    final List<List<Message>> conversations = new ArrayList<>();
    private final Queue<ModelReply> replies = new ArrayDeque<>();

    ScriptedModel(ModelReply... replies) {
        this.replies.addAll(List.of(replies));
    }

    static Answer answer(String title, String text) {
        return new Answer("{\"title\": \"%s\", \"text\": \"%s\"}".formatted(title, text), 100, 20);
    }

    /** The last thing said in a conversation. */
    String lastMessage(int conversation) {
        List<Message> messages = conversations.get(conversation);
        return messages.get(messages.size() - 1).content();
    }

    @Override
    public CompletableFuture<ModelReply> ask(List<Message> conversation) {
        conversations.add(conversation);
        ModelReply next = replies.poll();
        return CompletableFuture.completedFuture(next == null ? HONEST : next);
    }

    @Override
    public void close() {}
}
