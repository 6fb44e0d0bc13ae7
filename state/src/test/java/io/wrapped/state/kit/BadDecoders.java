package io.wrapped.state.kit;

import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.PlayDecoder;
import io.wrapped.state.contract.PlayRecord;
import io.wrapped.state.contract.ProtobufPlayDecoder;
import io.wrapped.state.contract.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decoders with a mistake each, of what {@link PlayDecoderKit} must see. */
final class BadDecoders {
    private static final ProtobufPlayDecoder GOOD = new ProtobufPlayDecoder();

    private BadDecoders() {}

    /** None, to begin with. */
    public static final class Faultless implements PlayDecoder {
        @Override
        public Play decode(PlayRecord record) throws RefusedException {
            return GOOD.decode(record);
        }
    }

    /** Keeps the country of the play before for one that tells none. */
    public static final class KeepsACountry implements PlayDecoder {
        private @Nullable String country;

        @Override
        public Play decode(PlayRecord record) throws RefusedException {
            Play play = GOOD.decode(record);
            if (play.country() != null) {
                country = play.country();
            }
            return withCountry(play, country);
        }
    }

    /** Refuses all that comes after a record that it refused. */
    public static final class StaysAngry implements PlayDecoder {
        private boolean isAngry;

        @Override
        public Play decode(PlayRecord record) throws RefusedException {
            boolean wasAngry = isAngry;
            isAngry = true;
            Play play = GOOD.decode(record);
            isAngry = wasAngry;
            if (wasAngry) {
                throw new RefusedException("once broken", play.privateSession());
            }
            return play;
        }
    }

    /** Takes records of the same length for the same. */
    public static final class CachesByLength implements PlayDecoder {
        private final Map<Integer, Play> cache = new HashMap<>();

        @Override
        public Play decode(PlayRecord record) throws RefusedException {
            Play cached = cache.get(record.value().length);
            if (cached == null) {
                cached = GOOD.decode(record);
                cache.put(record.value().length, cached);
            }
            return cached;
        }
    }

    /** Has one place for the plays of all tasks. */
    public static final class SharesAPlay implements PlayDecoder {
        private static volatile @Nullable Play shared;

        @Override
        public @Nullable Play decode(PlayRecord record) throws RefusedException {
            shared = GOOD.decode(record);
            Thread.yield();
            return shared;
        }
    }

    /** Does not expect a record that is none. */
    public static final class Throws implements PlayDecoder {
        @Override
        public Play decode(PlayRecord record) {
            try {
                return GOOD.decode(record);
            } catch (RefusedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Gives nothing for a record that is none. */
    public static final class GivesNothing implements PlayDecoder {
        @Override
        public @Nullable Play decode(PlayRecord record) {
            try {
                return GOOD.decode(record);
            } catch (RefusedException e) {
                return null;
            }
        }
    }

    /** Makes a play of what is none. */
    public static final class MakesPlaysUp implements PlayDecoder {
        @Override
        public Play decode(PlayRecord record) {
            try {
                return GOOD.decode(record);
            } catch (RefusedException e) {
                return SamplePlays.another(Kind.MUSIC, false);
            }
        }
    }

    /** Shows in its reasons what was played. */
    public static final class Tells implements PlayDecoder {
        @Override
        public Play decode(PlayRecord record) throws RefusedException {
            try {
                return GOOD.decode(record);
            } catch (RefusedException e) {
                String all = new String(record.value(), StandardCharsets.UTF_8);
                throw new RefusedException("cannot read " + all, e.isPrivatePlay());
            }
        }
    }

    /** Does not look whether a record that breaks off was of a private session. */
    public static final class ForgetsPrivacy implements PlayDecoder {
        @Override
        public Play decode(PlayRecord record) throws RefusedException {
            try {
                return GOOD.decode(record);
            } catch (RefusedException e) {
                throw new RefusedException(e.reason(), false);
            }
        }
    }

    /** Leaves nothing in the record's bytes. */
    public static final class WipesTheRecord implements PlayDecoder {
        @Override
        public Play decode(PlayRecord record) throws RefusedException {
            Play play = GOOD.decode(record);
            Arrays.fill(record.value(), (byte) 0);
            return play;
        }
    }

    /** Cuts user ids to what is allowed. */
    public static final class CutsUserIds implements PlayDecoder {
        private static final int LONGEST = 128;

        @Override
        public Play decode(PlayRecord record) throws RefusedException {
            Play play = GOOD.decode(record);
            String user = play.userId();
            return withUser(play, user.substring(0, Math.min(LONGEST, user.length())));
        }
    }

    /** Has no place for the country. */
    public static final class LosesTheCountry implements PlayDecoder {
        @Override
        public Play decode(PlayRecord record) throws RefusedException {
            return withCountry(GOOD.decode(record), null);
        }
    }

    private static Play withCountry(Play play, @Nullable String country) {
        return with(play, play.userId(), country);
    }

    private static Play withUser(Play play, String user) {
        return with(play, user, play.country());
    }

    private static Play with(Play play, String user, @Nullable String country) {
        return new Play(
                play.eventId(),
                user,
                play.contentUri(),
                play.kind(),
                play.endedAt(),
                play.msPlayed(),
                play.utcOffsetMinutes(),
                play.contextUri(),
                country,
                play.privateSession(),
                play.offline(),
                play.skipped(),
                play.shuffle(),
                play.source());
    }
}
