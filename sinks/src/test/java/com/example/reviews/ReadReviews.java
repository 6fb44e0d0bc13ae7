package com.example.reviews;

import io.wrapped.sinks.hbase.ReviewReader;
import io.wrapped.sinks.hbase.Slot;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.AsyncConnection;

/** What a service shows of a listener's year. */
public final class ReadReviews {
    private final ReviewReader reader;

    /**
     * @param connection one for the whole service, from {@code
     *     ConnectionFactory.createAsyncConnection}
     */
    public ReadReviews(AsyncConnection connection) {
        reader = new ReviewReader(connection, TableName.valueOf("wrapped"));
    }

    /** The told year, or the live one until that is there; empty where there is none. */
    public CompletableFuture<Optional<String>> review(String userId, int year) {
        return reader.review(userId, year, Slot.FINAL)
                .thenCompose(
                        told ->
                                told.isPresent()
                                        ? CompletableFuture.completedFuture(told)
                                        : reader.review(userId, year, Slot.LIVE));
    }
}
