package io.wrapped.bench.contest;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.Arrays;
import java.util.function.ObjIntConsumer;

/** All plays as they came, in three columns, until they are folded user by user. */
final class PlainLog {
    // With 15 bits of the date all but the sign, so that sorting is by date.
    private static final int MS_BITS = 25;
    private static final int CONTENT_BITS = 23;

    private final int[] users;
    private final long[] hashes;

    /** Date, content and milliseconds, in the bits of one number. */
    private final long[] played;

    private int size;

    PlainLog(int capacity) {
        users = new int[capacity];
        hashes = new long[capacity];
        played = new long[capacity];
    }

    void add(int user, long eventHash, int epochDay, int content, int ms) {
        if (content >> CONTENT_BITS != 0 || ms >> MS_BITS != 0) {
            throw new IllegalArgumentException(
                    "content " + content + " or " + ms + " ms do not fit their bits");
        }
        users[size] = user;
        hashes[size] = eventHash;
        played[size] =
                ((long) epochDay << (CONTENT_BITS + MS_BITS)) | ((long) content << MS_BITS) | ms;
        size++;
    }

    int size() {
        return size;
    }

    /**
     * Folds what came: leaves copies out and adds up by date and content.
     *
     * @param listeners is told of each listener's rows with the user's number
     * @return how many plays counted
     */
    long fold(int userCount, ObjIntConsumer<PlainListener> listeners) {
        int[] ends = new int[userCount + 1];
        for (int i = 0; i < size; i++) {
            ends[users[i] + 1]++;
        }
        for (int user = 1; user <= userCount; user++) {
            ends[user] += ends[user - 1];
        }
        int[] places = new int[size];
        for (int i = 0; i < size; i++) {
            // Moves the start of each user's places to their end.
            places[ends[users[i]]++] = i;
        }
        long streams = 0;
        for (int user = 0; user < userCount; user++) {
            long[] counted = counted(places, user == 0 ? 0 : ends[user - 1], ends[user]);
            streams += counted.length;
            listeners.accept(rows(counted), user);
        }
        return streams;
    }

    private long[] counted(int[] places, int from, int to) {
        LongOpenHashSet seen = new LongOpenHashSet(to - from);
        long[] counted = new long[to - from];
        int streams = 0;
        for (int i = from; i < to; i++) {
            if (seen.add(hashes[places[i]])) {
                counted[streams++] = played[places[i]];
            }
        }
        return Arrays.copyOf(counted, streams);
    }

    private static PlainListener rows(long[] counted) {
        Arrays.sort(counted);
        PlainListener rows = new PlainListener(counted.length);
        for (long play : counted) {
            rows.add(
                    (int) (play >>> (CONTENT_BITS + MS_BITS)),
                    (int) (play >>> MS_BITS) & ((1 << CONTENT_BITS) - 1),
                    (int) play & ((1 << MS_BITS) - 1));
        }
        return rows;
    }
}
