package io.wrapped.sinks.hbase;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.example.reviews.ReadReviews;
import io.wrapped.state.story.Fingerprint;
import io.wrapped.state.story.Story;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.CellBuilderFactory;
import org.apache.hadoop.hbase.CellBuilderType;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.AsyncTable;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.TableDescriptor;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.apache.hadoop.hbase.security.AccessDeniedException;

/** What a service does with the reader, on a table of one row that is no more than answers. */
public final class LoneReader {
    static final String FACTS = "{\"value\":12.50}";

    private static final TableName TABLE = TableName.valueOf("wrapped");
    private static final byte[] ROW = new ReviewTable(16).rowKey("ann");

    private LoneReader() {}

    /**
     * Reads Ann's review from a table of some layout.
     *
     * @param layout empty where it is somebody else's
     * @param kept where the table says so: {@code row}, {@code attributes} that who reads may not
     *     look at, or {@code open attributes}
     * @param told of the facts that her one story was written from
     * @return the document, or why there is none
     */
    public static String read(String layout, String kept, String told) throws InterruptedException {
        try {
            return new ReadReviews(connection(layout, kept, told))
                    .review("ann", 2025)
                    .get()
                    .orElse("none");
        } catch (ExecutionException e) {
            return String.valueOf(e.getCause());
        }
    }

    private static AsyncConnection connection(String layout, String kept, String told) {
        AsyncTable<?> table =
                answering(
                        AsyncTable.class,
                        (proxy, method, args) ->
                                switch (method.getName()) {
                                    case "getName" -> TABLE;
                                    case "getDescriptor" ->
                                            kept.equals("open attributes")
                                                    ? CompletableFuture.completedFuture(
                                                            descriptor(layout))
                                                    : CompletableFuture.failedFuture(
                                                            new AccessDeniedException("no ADMIN"));
                                    case "get" ->
                                            CompletableFuture.completedFuture(
                                                    Arrays.equals(((Get) args[0]).getRow(), ROW)
                                                            ? row(told)
                                                            : layoutRow(layout, kept));
                                    default -> throw new AssertionError(method);
                                });
        return answering(AsyncConnection.class, (proxy, method, args) -> table);
    }

    private static TableDescriptor descriptor(String layout) {
        TableDescriptorBuilder table = TableDescriptorBuilder.newBuilder(TABLE);
        if (!layout.isEmpty()) {
            table.setValue(ReviewTable.LAYOUT_ATTRIBUTE, layout);
            table.setValue(ReviewTable.BUCKETS_ATTRIBUTE, "16");
        }
        return table.build();
    }

    private static Result layoutRow(String layout, String kept) {
        if (!kept.equals("row")) {
            return Result.EMPTY_RESULT;
        }
        return Result.create(
                List.of(
                        cell(
                                ReviewTable.DAYS,
                                ReviewTable.LAYOUT_ATTRIBUTE,
                                layout.getBytes(UTF_8)),
                        cell(
                                ReviewTable.DAYS,
                                ReviewTable.BUCKETS_ATTRIBUTE,
                                "16".getBytes(UTF_8))));
    }

    private static Result row(String told) {
        Story story =
                new Story(
                        Story.Status.COMPLETE,
                        "A day",
                        "Told.",
                        "en",
                        "m",
                        "1",
                        Fingerprint.of(told, "1", "m", "en"),
                        null);
        String document =
                "{\"remarkable_days\":[{\"date\":\"2025-03-09\",\"facts\":" + FACTS + "}]}";
        return Result.create(
                List.of(
                        cell(
                                ReviewTable.REVIEWS,
                                ReviewTable.reviewQualifier(2025, Slot.FINAL),
                                document.getBytes(UTF_8)),
                        cell(ReviewTable.STORIES, "20250309", StoryJson.bytes(story))));
    }

    private static Cell cell(String family, String qualifier, byte[] value) {
        return CellBuilderFactory.create(CellBuilderType.DEEP_COPY)
                .setRow(ROW)
                .setFamily(family.getBytes(UTF_8))
                .setQualifier(qualifier.getBytes(UTF_8))
                .setTimestamp(1)
                .setType(Cell.Type.Put)
                .setValue(value)
                .build();
    }

    private static <T> T answering(Class<T> type, InvocationHandler answers) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
    }
}
