package io.wrapped.sinks.hbase;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wrapped.sinks.hbase.StoreCell.Action;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * A change of one user's row that happens at once or not at all. Doing it again, or late, changes
 * nothing.
 *
 * @param cells what changes, at least one
 */
public record StoreMutation(String userId, List<StoreCell> cells) implements Serializable {

    public StoreMutation {
        cells = List.copyOf(cells);
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("a mutation that changes nothing");
        }
    }

    /** Stores a review document without its reports: canonical JSON. */
    public static StoreMutation putReview(
            String userId, int year, Slot slot, String json, long version) {
        return put(
                userId,
                ReviewTable.REVIEWS,
                ReviewTable.reviewQualifier(year, slot),
                json,
                version);
    }

    /** Removes a review document. */
    public static StoreMutation deleteReview(String userId, int year, Slot slot, long version) {
        return delete(
                userId, ReviewTable.REVIEWS, ReviewTable.reviewQualifier(year, slot), version);
    }

    /** Stores the facts of a date: JSON. */
    public static StoreMutation putDay(String userId, int epochDay, String json, long version) {
        return put(userId, ReviewTable.DAYS, ReviewTable.dayQualifier(epochDay), json, version);
    }

    /** Removes the facts of a date that emptied. */
    public static StoreMutation deleteDay(String userId, int epochDay, long version) {
        return delete(userId, ReviewTable.DAYS, ReviewTable.dayQualifier(epochDay), version);
    }

    /** Removes everything that is stored of a user and not newer. */
    public static StoreMutation eraseUser(String userId, long version) {
        return new StoreMutation(
                userId,
                Stream.of(ReviewTable.REVIEWS, ReviewTable.DAYS, ReviewTable.STORIES)
                        .map(
                                family ->
                                        new StoreCell(
                                                Action.DELETE_FAMILY, family, "", null, version))
                        .toList());
    }

    private static StoreMutation delete(
            String userId, String family, String qualifier, long version) {
        return new StoreMutation(
                userId,
                List.of(new StoreCell(Action.DELETE_COLUMN, family, qualifier, null, version)));
    }

    private static StoreMutation put(
            String userId, String family, String qualifier, String json, long version) {
        return new StoreMutation(
                userId,
                List.of(
                        new StoreCell(
                                Action.PUT, family, qualifier, json.getBytes(UTF_8), version)));
    }

    /** This and another change of the same row, as one. */
    public StoreMutation and(StoreMutation other) {
        if (!userId.equals(other.userId)) {
            throw new IllegalArgumentException("a mutation is of one user's row");
        }
        return new StoreMutation(
                userId, Stream.concat(cells.stream(), other.cells.stream()).toList());
    }

    long sizeInBytes() {
        return userId.length() + cells.stream().mapToLong(StoreCell::sizeInBytes).sum();
    }
}
