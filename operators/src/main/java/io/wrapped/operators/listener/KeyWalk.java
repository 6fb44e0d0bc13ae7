package io.wrapped.operators.listener;

import java.util.Iterator;
import java.util.stream.Stream;

/**
 * One way through many listeners in turns. It holds a snapshot of their keys, so that what happens
 * meanwhile does not disturb it.
 */
final class KeyWalk implements AutoCloseable {
    private final Stream<String> stream;
    private final Iterator<String> users;

    /** What is done with each. */
    @FunctionalInterface
    interface Visitor {
        /**
         * @return false when this one's turn has not come yet; the walk goes on with them then
         */
        boolean visit(String userId) throws Exception;
    }

    private String ahead = "";

    KeyWalk(Stream<String> keys) {
        stream = keys;
        users = keys.iterator();
    }

    /**
     * Visits the next listeners until the time is up or one's turn has not come.
     *
     * @return whether there are more
     */
    boolean advance(long untilNanos, Visitor visitor) throws Exception {
        while (!ahead.isEmpty() || users.hasNext()) {
            String userId = ahead.isEmpty() ? users.next() : ahead;
            if (!visitor.visit(userId)) {
                ahead = userId;
                return true;
            }
            ahead = "";
            if (System.nanoTime() - untilNanos > 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        stream.close();
    }
}
