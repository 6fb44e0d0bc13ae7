package io.wrapped.operators.listener;

/**
 * Something to be stored of a listener.
 *
 * @param slot which of a year's reviews; of types REVIEW and REVIEW_GONE
 * @param epochDay of types DAY and DAY_GONE, days since 1970-01-01
 * @param content canonical JSON, UTF-8; empty where something is deleted
 * @param version time stamp of the cell (see {@code StoreVersion})
 */
public record ListenerUpdate(
        Type type,
        String userId,
        int year,
        String slot,
        int epochDay,
        byte[] content,
        long version) {

    /** What is stored, or taken away. */
    public enum Type {
        REVIEW,
        REVIEW_GONE,
        DAY,
        DAY_GONE,
        ERASURE
    }

    /** Slot of the review that is kept current. */
    public static final String LIVE = "live";

    /** Slot of the last PREVIEW. */
    public static final String PREVIEW = "preview";

    /** Slot of the last FINAL. */
    public static final String FINAL = "final";

    private static final byte[] NOTHING = {};

    static ListenerUpdate review(
            String userId, int year, String slot, byte[] document, long version) {
        return new ListenerUpdate(Type.REVIEW, userId, year, slot, 0, document, version);
    }

    static ListenerUpdate reviewGone(String userId, int year, String slot, long version) {
        return new ListenerUpdate(Type.REVIEW_GONE, userId, year, slot, 0, NOTHING, version);
    }

    static ListenerUpdate day(String userId, int epochDay, byte[] facts, long version) {
        return new ListenerUpdate(Type.DAY, userId, 0, "", epochDay, facts, version);
    }

    static ListenerUpdate dayGone(String userId, int epochDay, long version) {
        return new ListenerUpdate(Type.DAY_GONE, userId, 0, "", epochDay, NOTHING, version);
    }

    static ListenerUpdate erasure(String userId, long version) {
        return new ListenerUpdate(Type.ERASURE, userId, 0, "", 0, NOTHING, version);
    }
}
