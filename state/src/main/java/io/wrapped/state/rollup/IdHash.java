package io.wrapped.state.rollup;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * The 64-bit memory of an id, be it an event's, a content's or a context's: SipHash-2-4 of its
 * UTF-8. Of n ids two share a memory with probability n²/2⁶⁵: 3 in 10⁸ for the events of a listener
 * of a million plays, 3 in 10⁴ for a catalogue of a hundred million contents.
 */
public final class IdHash {
    // The key is part of the state: changing it would forget every event and content.
    private static final HashFunction SIP_HASH =
            Hashing.sipHash24(0x77726170706564L, 0x6c697374656e6572L);

    private IdHash() {}

    /** The hash of an id. */
    public static long of(String id) {
        return SIP_HASH.hashString(id, StandardCharsets.UTF_8).asLong();
    }

    /** The hash of a document, by which a change is noticed. */
    public static long of(byte[] document) {
        return SIP_HASH.hashBytes(document).asLong();
    }
}
