package io.wrapped.state.rollup;

/**
 * A play on its way to its listener, encoded once and decoded when it is folded.
 *
 * @param imported whether an import waits to hear what becomes of it
 * @param play as {@link PlayCodec} writes it
 */
public record UserPlay(String userId, boolean imported, byte[] play) {

    /** Encodes a play. */
    public static UserPlay of(PlayEvent play) {
        return new UserPlay(play.userId(), play.origin() != null, PlayCodec.encode(play));
    }
}
