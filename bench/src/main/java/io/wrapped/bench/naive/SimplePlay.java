package io.wrapped.bench.naive;

import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Play;
import org.jspecify.annotations.Nullable;

/** A play with what the figures need of it; Flink serializes it as it is. */
public record SimplePlay(
        String userId,
        String eventId,
        String contentUri,
        Kind kind,
        long endedAt,
        int msPlayed,
        @Nullable Integer utcOffsetMinutes,
        @Nullable String contextUri) {

    static SimplePlay of(Play play) {
        return new SimplePlay(
                play.userId(),
                play.eventId(),
                play.contentUri(),
                play.kind(),
                play.endedAt(),
                play.msPlayed(),
                play.utcOffsetMinutes(),
                play.contextUri());
    }
}
