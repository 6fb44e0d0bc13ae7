package io.wrapped.operators.listener;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.List;

/**
 * Byte sequences that grow and go, in blocks of a few large arrays: arrays of their own would be
 * copied whenever they grow, and again by each garbage collection that they live through. Memory
 * once taken is used again and not given back.
 */
final class BlockPool {
    /** No block. */
    static final int NONE = -1;

    private static final int BLOCK_BYTES = 256;
    private static final int BLOCKS_A_PAGE = 1 << 12;

    private final List<byte[]> pages = new ArrayList<>();

    /** By block, the one that goes on, or the next free one. */
    private final IntArrayList next = new IntArrayList();

    private int free = NONE;
    private int used;

    /** One sequence. */
    static class Sequence {
        private int first = NONE;
        private int last = NONE;
        private int size;

        /** Its bytes. */
        int size() {
            return size;
        }
    }

    /** Appends bytes to a sequence. */
    void append(Sequence sequence, byte[] bytes) {
        int from = 0;
        while (from < bytes.length) {
            int inBlock = sequence.size % BLOCK_BYTES;
            if (inBlock == 0) {
                take(sequence);
            }
            int count = Math.min(bytes.length - from, BLOCK_BYTES - inBlock);
            System.arraycopy(
                    bytes, from, page(sequence.last), offset(sequence.last) + inBlock, count);
            sequence.size += count;
            from += count;
        }
    }

    /** Copies a sequence. */
    void copy(Sequence sequence, byte[] to, int toIndex) {
        int at = toIndex;
        int left = sequence.size;
        for (int block = sequence.first; left > 0; block = next.getInt(block)) {
            int count = Math.min(left, BLOCK_BYTES);
            System.arraycopy(page(block), offset(block), to, at, count);
            at += count;
            left -= count;
        }
    }

    /** Empties a sequence. */
    void clear(Sequence sequence) {
        if (sequence.size == 0) {
            return;
        }
        used -= (sequence.size + BLOCK_BYTES - 1) / BLOCK_BYTES;
        next.set(sequence.last, free);
        free = sequence.first;
        sequence.first = NONE;
        sequence.last = NONE;
        sequence.size = 0;
    }

    /** Bytes of all blocks that are in use. */
    long bytes() {
        return (long) used * (BLOCK_BYTES + Integer.BYTES);
    }

    private void take(Sequence sequence) {
        if (free == NONE) {
            addPage();
        }
        int block = free;
        free = next.getInt(block);
        used++;
        if (sequence.last == NONE) {
            sequence.first = block;
        } else {
            next.set(sequence.last, block);
        }
        sequence.last = block;
    }

    private void addPage() {
        int first = next.size();
        pages.add(new byte[BLOCKS_A_PAGE * BLOCK_BYTES]);
        for (int block = first; block < first + BLOCKS_A_PAGE; block++) {
            next.add(block + 1 < first + BLOCKS_A_PAGE ? block + 1 : NONE);
        }
        free = first;
    }

    private byte[] page(int block) {
        return pages.get(block / BLOCKS_A_PAGE);
    }

    private static int offset(int block) {
        return block % BLOCKS_A_PAGE * BLOCK_BYTES;
    }
}
