package io.wrapped.sinks.hbase;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wrapped.state.story.StoredStories;
import io.wrapped.state.story.Story;
import io.wrapped.state.story.StoryStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.CellUtil;
import org.apache.hadoop.hbase.client.Delete;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;
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
    public CompletableFuture<StoredStories> read(String userId, Collection<Integer> epochDays) {
        return client.open()
                .thenCompose(opened -> opened.table().scanAll(raw(opened, userId)))
                .thenApply(rows -> stored(rows, userId, Set.copyOf(epochDays)));
    }

    /** All stories of the row, with the marker of an erasure, which only a raw scan is shown. */
    private static Scan raw(OpenTable opened, String userId) {
        byte[] row = opened.layout().rowKey(userId);
        return new Scan()
                .withStartRow(row)
                .withStopRow(row, true)
                .addFamily(FAMILY)
                .setRaw(true)
                .setOneRowLimit();
    }

    private static StoredStories stored(List<Result> rows, String userId, Set<Integer> epochDays) {
        List<Cell> cells = rows.stream().flatMap(row -> Stream.of(row.rawCells())).toList();
        long erasedUpTo = Long.MIN_VALUE;
        Map<String, Long> deletedUpTo = new HashMap<>();
        for (Cell cell : cells) {
            if (cell.getType() == Cell.Type.DeleteFamily) {
                erasedUpTo = Math.max(erasedUpTo, cell.getTimestamp());
            } else if (cell.getType() == Cell.Type.DeleteColumn) {
                deletedUpTo.merge(qualifier(cell), cell.getTimestamp(), Math::max);
            }
        }
        Map<Integer, Story> stories = new HashMap<>();
        Map<Integer, Long> versions = new HashMap<>();
        for (Cell cell : cells) {
            long gone = deletedUpTo.getOrDefault(qualifier(cell), erasedUpTo);
            if (cell.getType() == Cell.Type.Put
                    && cell.getTimestamp() > Math.max(gone, erasedUpTo)) {
                put(stories, cell, userId);
                versions.put(ReviewTable.epochDay(qualifier(cell)), cell.getTimestamp());
            }
        }
        stories.keySet().retainAll(epochDays);
        versions.keySet().retainAll(stories.keySet());
        return new StoredStories(stories, versions, erasedUpTo);
    }

    /** The stories of a row by date. */
    static Map<Integer, Story> stories(Result row, String userId) {
        Map<Integer, Story> stories = new HashMap<>();
        if (row.isEmpty()) {
            return stories;
        }
        for (Cell cell : row.rawCells()) {
            if (CellUtil.matchingFamily(cell, FAMILY)) {
                put(stories, cell, userId);
            }
        }
        return stories;
    }

    private static void put(Map<Integer, Story> stories, Cell cell, String userId) {
        String qualifier = qualifier(cell);
        @Nullable Story story = StoryJson.story(CellUtil.cloneValue(cell), userId, qualifier);
        if (story != null) {
            stories.put(ReviewTable.epochDay(qualifier), story);
        }
    }

    private static String qualifier(Cell cell) {
        return new String(CellUtil.cloneQualifier(cell), UTF_8);
    }

    /**
     * Deletes what is told of a date that is remarkable no more, if nothing later stands there.
     *
     * @param version of the story that is to go
     */
    public CompletableFuture<Void> delete(String userId, int epochDay, long version) {
        return client.open()
                .thenCompose(
                        opened ->
                                opened.table()
                                        .delete(
                                                new Delete(opened.layout().rowKey(userId))
                                                        .addColumns(
                                                                FAMILY,
                                                                ReviewTable.dayQualifier(epochDay)
                                                                        .getBytes(UTF_8),
                                                                version)));
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
