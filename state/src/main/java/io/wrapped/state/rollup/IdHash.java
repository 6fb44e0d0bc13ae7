package io.wrapped.state.rollup;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * The 64-bit memory of an id, be it an event's, a content's or a context's: FarmHash Fingerprint64
 * of its UTF-8, which no version changes. Of n ids two share a memory with probability n²/2⁶⁵: 3 in
 * 10⁸ for the events of a listener of a million plays, 3 in 10⁴ for a catalogue of a hundred
 * million contents. It is no defence against ids that are made to collide; who could make them
 * could as well leave the play out.
 */
public final class IdHash {
    private static final HashFunction FINGERPRINT = Hashing.farmHashFingerprint64();

    private IdHash() {}

    /** The hash of an id. */
    public static long of(String id) {
        return of(id.getBytes(StandardCharsets.UTF_8));
    }

    /** The hash of a document, by which a change is noticed. */
    public static long of(byte[] document) {
        return FINGERPRINT.hashBytes(document).asLong();
    }
}
