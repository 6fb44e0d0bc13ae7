package io.wrapped.bench.contest;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The last document of each user, outside of the heap, where a store would have it: on the heap it
 * would be collected at the contestant's cost.
 */
final class OffHeapDocuments {
    private static final int SLAB_BYTES = 32 << 20;

    private final Map<String, Place> places = new ConcurrentHashMap<>();
    private ByteBuffer slab = ByteBuffer.allocate(0);

    /** Where a user's document lies; one task writes it. */
    private static final class Place {
        private ByteBuffer bytes = ByteBuffer.allocate(0);
        private int size;
    }

    /** Puts a document over the user's last one. */
    void put(String userId, byte[] document) {
        Place place = places.get(userId);
        if (place == null) {
            place = new Place();
            places.put(userId, place);
        }
        if (place.bytes.capacity() < document.length) {
            place.bytes = allocate(document.length + document.length / 4);
        }
        place.bytes.put(0, document);
        place.size = document.length;
    }

    private synchronized ByteBuffer allocate(int capacity) {
        if (slab.remaining() < capacity) {
            slab = ByteBuffer.allocateDirect(Math.max(SLAB_BYTES, capacity));
        }
        ByteBuffer bytes = slab.slice(slab.position(), capacity);
        slab.position(slab.position() + capacity);
        return bytes;
    }

    /** All of them. */
    List<byte[]> all() {
        List<byte[]> documents = new ArrayList<>(places.size());
        for (Place place : places.values()) {
            byte[] document = new byte[place.size];
            place.bytes.get(0, document);
            documents.add(document);
        }
        return documents;
    }

    void clear() {
        places.clear();
    }
}
