package io.wrapped.sinks.hbase;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wrapped.sinks.hbase.HBaseClient.OpenTable;
import io.wrapped.state.story.Story;
import io.wrapped.state.story.StoryStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.CellUtil;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.jspecify.annotations.Nullable;

/** Stories in the family {@code s} of the user's row: one cell a date, written at once. */
public final class HBaseStoryStore implements StoryStore {
    private static final byte[] FAMILY = ReviewTable.STORIES.getBytes(UTF_8);

    private final HBaseClient client;

    /**
     * Connects when it is first used, and again when the connection was lost.
     *
     * @param options see {@link HBaseOptions}
     */
    public HBaseStoryStore(ReadableConfig options) {
        client = new HBaseClient(options);
    }

    @Override
    public CompletableFuture<Map<Integer, Story>> read(
            String userId, Collection<Integer> epochDays) {
        if (epochDays.isEmpty()) {
            return CompletableFuture.completedFuture(Map.of());
        }
        return client.open()
                .thenCompose(opened -> opened.table().get(get(opened, userId, epochDays)))
                .thenApply(result -> stories(result, userId));
    }

    private static Get get(OpenTable opened, String userId, Collection<Integer> epochDays) {
        Get get = new Get(opened.layout().rowKey(userId));
        for (int epochDay : epochDays) {
            get.addColumn(FAMILY, ReviewTable.dayQualifier(epochDay).getBytes(UTF_8));
        }
        return get;
    }

    /** The stories of a row by date. */
    static Map<Integer, Story> stories(Result row, String userId) {
        Map<Integer, Story> stories = new HashMap<>();
        if (row.isEmpty()) {
            return stories;
        }
        for (Cell cell : row.rawCells()) {
            if (CellUtil.matchingFamily(cell, FAMILY)) {
                String qualifier = new String(CellUtil.cloneQualifier(cell), UTF_8);
                @Nullable Story story =
                        StoryJson.story(CellUtil.cloneValue(cell), userId, qualifier);
                if (story != null) {
                    stories.put(ReviewTable.epochDay(qualifier), story);
                }
            }
        }
        return stories;
    }

    @Override
    public CompletableFuture<Void> write(String userId, int epochDay, Story story, long version) {
        return client.open()
                .thenCompose(
                        opened ->
                                opened.table()
                                        .put(
                                                new Put(opened.layout().rowKey(userId))
                                                        .addColumn(
                                                                FAMILY,
                                                                ReviewTable.dayQualifier(epochDay)
                                                                        .getBytes(UTF_8),
                                                                version,
                                                                StoryJson.bytes(story))));
    }

    @Override
    public void close() {
        client.close();
    }
}
