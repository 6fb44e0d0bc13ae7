package io.wrapped.state.contract;

/**
 * Turns the records of the play topic into plays: the place for the form in which a service has
 * them. Chosen by the option {@code kafka.play-format}, see {@link PlayFormat}.
 *
 * <p>A class of one's own is public and has a public constructor without parameters. Each task
 * makes an instance and calls it from one thread; tasks side by side in one process have one each.
 * What an instance answers depends on the record alone: records are read again after a failure, by
 * a replay, and by other machines, and must become the same plays.
 */
public interface PlayDecoder {
    /**
     * Reads a play. Bounds need not be looked at: whoever calls does that.
     *
     * @throws RefusedException when the record is no play. The reason names what is wrong and shows
     *     no value; the record becomes a dead letter with its bytes, unless it could be read to be
     *     a private play. Anything else that is thrown counts as a refusal of a play that may be
     *     private, unless the process is out of memory.
     */
    Play decode(PlayRecord record) throws RefusedException;
}
