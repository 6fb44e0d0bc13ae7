package io.wrapped.jobs.cli.replay;

import io.wrapped.state.contract.KeptPlay;
import io.wrapped.state.contract.Profile;
import java.io.IOException;
import java.util.Set;

/** Where plays were kept. */
public interface KeptPlays {

    /** Takes plays, those of one user in the order in which they came. */
    @FunctionalInterface
    interface Taker {
        /** Takes one. */
        void take(KeptPlay play);
    }

    /** Takes profiles, those of one user in the order in which they came. */
    @FunctionalInterface
    interface ProfileTaker {
        /**
         * Takes one, which may erase.
         *
         * @param appendedAt the broker's time stamp, epoch milliseconds
         */
        void take(Profile profile, long appendedAt);
    }

    /**
     * Hands over the profiles of some users that are still known.
     *
     * @return whether these are all there ever were
     * @throws IOException when they cannot be read; the message says where
     */
    boolean readProfiles(Set<String> users, ProfileTaker taker) throws IOException;

    /**
     * Hands over all plays of some users that were accepted, and are not private, up to this
     * moment.
     *
     * @throws IOException when they cannot be read; the message says where
     */
    void read(Set<String> users, Taker taker) throws IOException;
}
