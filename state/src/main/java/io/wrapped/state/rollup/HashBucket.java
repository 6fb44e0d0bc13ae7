package io.wrapped.state.rollup;

import java.util.Arrays;

/**
 * A set of 64-bit hashes in about 7.3 bytes each, searched without being unpacked: sorted as
 * unsigned numbers, their highest byte told by a count of how many share it, the other seven bytes
 * as they are. Hashes do not compress any further.
 */
final class HashBucket {
    static final HashBucket EMPTY = new HashBucket(new byte[0], new int[257]);

    private static final int VERSION = ListenerFold.VERSION;
    private static final int REST_BYTES = 7;
    private static final long REST = (1L << REST_BYTES * Byte.SIZE) - 1;

    private final byte[] encoded;
    // Where the rests of each highest byte begin, in hashes; the end of all as the last.
    private final int[] starts;

    private HashBucket(byte[] encoded, int[] starts) {
        this.encoded = encoded;
        this.starts = starts;
    }

    /** Reads an encoded bucket; it is kept, not copied. */
    static HashBucket of(byte[] encoded) {
        ByteReader in = new ByteReader(encoded);
        in.readVersion("a bucket of seen events", VERSION);
        int lowest = in.readByte();
        int present = in.readByte() + 1;
        int[] starts = new int[257];
        for (int high = 0; high < 256; high++) {
            boolean counted = high >= lowest && high < lowest + present;
            starts[high + 1] = starts[high] + (counted ? in.readInt() : 0);
        }
        in.skip(starts[256] * REST_BYTES);
        return new HashBucket(encoded, starts);
    }

    /** How many hashes there are. */
    int size() {
        return starts[256];
    }

    /** Bytes of memory, roughly. */
    long bytes() {
        return encoded.length + (long) Integer.BYTES * starts.length;
    }

    boolean contains(long hash) {
        int high = (int) (hash >>> REST_BYTES * Byte.SIZE);
        long rest = hash & REST;
        int low = starts[high];
        int end = starts[high + 1];
        while (low < end) {
            int middle = low + end >>> 1;
            long found = rest(middle);
            if (found == rest) {
                return true;
            }
            if (found < rest) {
                low = middle + 1;
            } else {
                end = middle;
            }
        }
        return false;
    }

    private long rest(int index) {
        // The rests are what the encoding ends with.
        int at = encoded.length - (starts[256] - index) * REST_BYTES;
        long value = 0;
        for (int i = 0; i < REST_BYTES; i++) {
            value = value << Byte.SIZE | encoded[at + i] & 0xff;
        }
        return value;
    }

    /** All hashes, ascending as unsigned numbers. */
    long[] hashes() {
        long[] hashes = new long[size()];
        for (int high = 0; high < 256; high++) {
            for (int i = starts[high]; i < starts[high + 1]; i++) {
                hashes[i] = (long) high << REST_BYTES * Byte.SIZE | rest(i);
            }
        }
        return hashes;
    }

    /**
     * All hashes and others, ascending as unsigned numbers.
     *
     * @param others sorted so, from one place to another
     */
    long[] with(long[] others, int from, int to) {
        long[] mine = hashes();
        long[] all = new long[mine.length + to - from];
        int next = 0;
        int other = from;
        for (int i = 0; i < all.length; i++) {
            boolean takeMine =
                    other == to
                            || next < mine.length
                                    && Long.compareUnsigned(mine[next], others[other]) < 0;
            all[i] = takeMine ? mine[next++] : others[other++];
        }
        return all;
    }

    /** Sorts hashes as unsigned numbers. */
    static void sortUnsigned(long[] hashes) {
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] ^= Long.MIN_VALUE;
        }
        Arrays.sort(hashes);
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] ^= Long.MIN_VALUE;
        }
    }

    /**
     * Encodes hashes.
     *
     * @param hashes different ones, at least one, ascending as unsigned numbers
     */
    static byte[] encode(long[] hashes) {
        int lowest = (int) (hashes[0] >>> REST_BYTES * Byte.SIZE);
        int highest = (int) (hashes[hashes.length - 1] >>> REST_BYTES * Byte.SIZE);
        int[] counts = new int[highest - lowest + 1];
        for (long hash : hashes) {
            counts[(int) (hash >>> REST_BYTES * Byte.SIZE) - lowest]++;
        }
        ByteWriter out = new ByteWriter(3 + counts.length * 2 + hashes.length * REST_BYTES);
        out.writeByte(VERSION).writeByte(lowest).writeByte(counts.length - 1);
        for (int count : counts) {
            out.writeCount(count);
        }
        for (long hash : hashes) {
            out.writeHighFirst(hash & REST, REST_BYTES);
        }
        return out.toByteArray();
    }
}
