package io.wrapped.operators.story;

import java.io.Closeable;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks a language model. Safe for use by many threads. */
public interface ModelClient extends Closeable {

    /** Makes one call. The future never completes exceptionally: a failure is a reply too. */
    CompletableFuture<ModelReply> ask(List<Message> conversation);
}
