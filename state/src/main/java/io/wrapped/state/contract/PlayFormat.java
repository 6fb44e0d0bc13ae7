package io.wrapped.state.contract;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The form in which plays stand on their topic. Whoever reads the topic does it through one of
 * these, so that all of them read it alike. Used by one thread.
 */
public final class PlayFormat {
    /** Name of the messages of {@code events.proto}. */
    public static final String PROTOBUF = "protobuf";

    /** Name of JSON, one play a record. */
    public static final String JSON = "json";

    /** How reasons begin that tell of a mistake in a decoder. */
    public static final String FAILED = "the decoder failed: ";

    private final PlayDecoder decoder;

    private PlayFormat(PlayDecoder decoder) {
        this.decoder = decoder;
    }

    /**
     * The form in which this project itself writes plays, whatever form those of a service have.
     */
    public static PlayFormat protobuf() {
        return new PlayFormat(new ProtobufPlayDecoder());
    }

    /**
     * The format of a name.
     *
     * @param name {@link #PROTOBUF}, {@link #JSON} or the name of a {@link PlayDecoder}'s class
     * @param classes where that class is looked for
     * @throws IllegalArgumentException when there is no such decoder; the message says why
     */
    public static PlayFormat of(String name, ClassLoader classes) {
        return switch (name) {
            case PROTOBUF -> protobuf();
            case JSON -> new PlayFormat(new JsonPlayDecoder());
            default -> new PlayFormat(decoder(name, classes));
        };
    }

    private static PlayDecoder decoder(String name, ClassLoader classes) {
        try {
            Class<?> found = Class.forName(name, true, classes);
            if (!PlayDecoder.class.isAssignableFrom(found)) {
                throw new IllegalArgumentException(
                        "%s does not implement %s".formatted(name, PlayDecoder.class.getName()));
            }
            return (PlayDecoder) found.getConstructor().newInstance();
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "'%s' is neither %s nor %s nor a class on the class path"
                            .formatted(name, PROTOBUF, JSON),
                    e);
        } catch (InvocationTargetException | ExceptionInInitializerError e) {
            throw new IllegalArgumentException(
                    "%s fails when it is made: %s".formatted(name, e.getCause()), e.getCause());
        } catch (LinkageError e) {
            throw new IllegalArgumentException("%s cannot be loaded: %s".formatted(name, e), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "%s cannot be used: a decoder is a public class with a public constructor without parameters (%s)"
                            .formatted(name, e),
                    e);
        }
    }

    /**
     * Reads a play.
     *
     * @param clock against which bounds are checked, epoch milliseconds
     * @throws RefusedException when it is none, or breaks a bound
     */
    public Play read(PlayRecord record, long clock) throws RefusedException {
        Play play = decode(record);
        Bounds.check(play, clock);
        return play;
    }

    /** The user whom a record names, also where it breaks a bound; null where it names none. */
    public @Nullable String namedUser(PlayRecord record) {
        if (decoder instanceof ProtobufPlayDecoder) {
            return NamedUser.inValue(NamedUser.Form.PLAY, record.value());
        }
        if (decoder instanceof JsonPlayDecoder) {
            return NamedUser.inValue(NamedUser.Form.ROW, record.value());
        }
        try {
            return decode(record).userId();
        } catch (RefusedException e) {
            return null;
        }
    }

    /**
     * A play as it is kept for years, when its decoder may be gone: a message of {@code
     * events.proto}, which is what was read where it was one already.
     *
     * @param value what it was read from
     */
    public byte[] kept(Play play, byte[] value) {
        return decoder instanceof ProtobufPlayDecoder ? value : ProtoRecords.bytes(play);
    }

    private Play decode(PlayRecord record) throws RefusedException {
        Play play;
        try {
            play = decoder.decode(record);
        } catch (RefusedException | OutOfMemoryError | InternalError | UnknownError e) {
            // A refusal, or the process's failure and not the record's.
            throw e;
        } catch (Throwable e) {
            // A decoder in another language may throw what this one's signature does not name.
            throw failed(e);
        }
        if (isForeign()) {
            if (play == null) {
                throw new RefusedException(FAILED + "it gave no play", true);
            }
            checkWhole(play);
        }
        return play;
    }

    private boolean isForeign() {
        return !(decoder instanceof ProtobufPlayDecoder || decoder instanceof JsonPlayDecoder);
    }

    /**
     * Where it failed, without its message, which may show values. Whether the play is private is
     * not known, so it is taken to be.
     */
    private static RefusedException failed(Throwable e) {
        String place =
                Arrays.stream(e.getStackTrace())
                        .findFirst()
                        .map(frame -> " at " + frame)
                        .orElse("");
        return new RefusedException(FAILED + e.getClass().getName() + place, true);
    }

    /** What a decoder's author is not kept from by the compiler. */
    @SuppressWarnings("NullAway")
    private static void checkWhole(Play play) throws RefusedException {
        boolean isPrivate = play.privateSession();
        present("event_id", play.eventId(), isPrivate);
        present("user_id", play.userId(), isPrivate);
        present("content_uri", play.contentUri(), isPrivate);
        present("kind", play.kind(), isPrivate);
        wellFormed("event_id", play.eventId(), isPrivate);
        wellFormed("user_id", play.userId(), isPrivate);
        wellFormed("content_uri", play.contentUri(), isPrivate);
        wellFormed("context_uri", play.contextUri(), isPrivate);
        Source source = play.source();
        if (source != null) {
            wellFormed("title", source.title(), isPrivate);
            wellFormed("artist", source.artist(), isPrivate);
            wellFormed("album", source.album(), isPrivate);
            wellFormed("show", source.show(), isPrivate);
        }
    }

    private static void present(String field, @Nullable Object value, boolean isPrivate)
            throws RefusedException {
        if (value == null) {
            throw new RefusedException(field + " missing", isPrivate);
        }
    }

    private static void wellFormed(String field, @Nullable String value, boolean isPrivate)
            throws RefusedException {
        if (value != null && !CodePoints.wellFormed(value)) {
            throw new RefusedException(
                    field + " is not Unicode (half a surrogate pair)", isPrivate);
        }
    }
}
