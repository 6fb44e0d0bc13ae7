package io.wrapped.state.contract;

/** A record cannot be decoded or breaks a bound; its message is the dead letter's reason. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean privatePlay;

    /**
     * @param reason what was wrong, naming the field; never a value of a private play
     * @param privatePlay whether the record could be read to be a private play, whose bytes must
     *     not be kept
     */
    public RefusedException(String reason, boolean privatePlay) {
        super(reason, null, false, false);
        this.privatePlay = privatePlay;
    }

    public boolean isPrivatePlay() {
        return privatePlay;
    }

    /** The reason, which every refusal has. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
