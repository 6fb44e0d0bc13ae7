package io.wrapped.state.contract;

import org.jspecify.annotations.Nullable;

/**
 * A finished play (SPEC section 1, topic {@code play}), within its bounds.
 *
 * @param eventId unique per play of a user; copies may arrive at any distance
 * @param endedAt when the play stopped, epoch milliseconds UTC
 * @param msPlayed listening time, milliseconds
 * @param utcOffsetMinutes the device's offset at {@code endedAt}
 */
public record Play(
        String eventId,
        String userId,
        String contentUri,
        Kind kind,
        long endedAt,
        int msPlayed,
        @Nullable Integer utcOffsetMinutes,
        @Nullable String contextUri,
        @Nullable String country,
        boolean privateSession,
        @Nullable Boolean offline,
        @Nullable Boolean skipped,
        @Nullable Boolean shuffle,
        @Nullable Source source) {}
