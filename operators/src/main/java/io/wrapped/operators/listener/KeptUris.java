package io.wrapped.operators.listener;

/**
 * Uris that the catalogue is known to keep, as many as there is room for; of two that fall into one
 * slot it has the later one. A glance at it spares most looks at contents, of which a backlog wants
 * nothing else. A uri counts as the same where its 64-bit hash and Java's are.
 */
final class KeptUris {
    private static final long FREE = 0;
    // 2^64 over the golden ratio: spreads what differs in few bits (Knuth, TAOCP 6.4).
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private final long[] slots;

    /**
     * @param bytes of memory, used up to the next lower power of two
     */
    KeptUris(long bytes) {
        slots = new long[(int) Math.max(1, Long.highestOneBit(bytes / Long.BYTES))];
    }

    void add(long contentHash, String contentUri) {
        slots[slot(contentHash)] = mark(contentHash, contentUri);
    }

    void remove(long contentHash) {
        slots[slot(contentHash)] = FREE;
    }

    boolean contain(long contentHash, String contentUri) {
        return slots[slot(contentHash)] == mark(contentHash, contentUri);
    }

    private int slot(long contentHash) {
        return (int) contentHash & slots.length - 1;
    }

    private static long mark(long contentHash, String contentUri) {
        long mark = contentHash ^ SPREAD * contentUri.hashCode();
        return mark == FREE ? SPREAD : mark;
    }
}
