package io.wrapped.state.rollup;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * The 64-bit memory of an event id: SipHash-2-4. Two different events of one listener share it with
 * probability n²/2⁶⁵ for n events: 3 in 10⁸ for a listener of a million plays.
 */
public final class EventHash {
    // The key is part of the state: changing it would forget every event.
    private static final HashFunction SIP_HASH =
            Hashing.sipHash24(0x77726170706564L, 0x6c697374656e6572L);

    private EventHash() {}

    /** The hash of an event id. */
    public static long of(String eventId) {
        return SIP_HASH.hashString(eventId, StandardCharsets.UTF_8).asLong();
    }

    /** The hash of a document, by which a change is noticed. */
    public static long of(byte[] document) {
        return SIP_HASH.hashBytes(document).asLong();
    }
}
