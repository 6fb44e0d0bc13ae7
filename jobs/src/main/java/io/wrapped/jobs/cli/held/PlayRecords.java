package io.wrapped.jobs.cli.held;

import io.wrapped.jobs.KafkaOptions;
import io.wrapped.state.contract.DeadLetter;
import io.wrapped.state.contract.NamedUser;
import io.wrapped.state.contract.NamedUser.Form;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.PlayFormat;
import io.wrapped.state.contract.PlayRecord;
import io.wrapped.state.contract.RefusedException;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.configuration.ReadableConfig;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of the play topic as the wrapped job does: those of the service in its form,
 * those of imports as Protobuf.
 */
public final class PlayRecords {
    private final PlayFormat service;
    private final PlayFormat imports = PlayFormat.protobuf();
    private final Form serviceForm;

    /**
     * @throws IllegalArgumentException when the form of the service's plays is not known here
     */
    public PlayRecords(ReadableConfig options) {
        service = KafkaOptions.playFormat(options);
        serviceForm =
                options.get(KafkaOptions.PLAY_FORMAT).equals(PlayFormat.PROTOBUF)
                        ? Form.PLAY
                        : Form.ROW;
    }

    /**
     * Reads a play.
     *
     * @throws RefusedException when it is none, as it was when it came
     */
    public Play read(HeldRecord record) throws RefusedException {
        byte[] value = record.value();
        if (value == null) {
            throw new RefusedException("no value", false);
        }
        return format(record).read(play(record, value), record.clock());
    }

    /** The user whom a play names: its value, or its key where the value does not. */
    Set<String> users(HeldRecord record) {
        byte[] value = record.value();
        String named = value == null ? null : format(record).namedUser(play(record, value));
        return named == null ? byKey(record.key()) : Set.of(named);
    }

    /**
     * The users whom a refused play may name. It does not tell whether an import sent it: where the
     * service's form does not know it, that of imports may, or take it for something else.
     */
    Set<String> users(DeadLetter letter) {
        byte[] value = letter.value();
        if (value == null) {
            return byKey(letter.key());
        }
        PlayRecord play = new PlayRecord(value, letter.key(), letter.timestamp());
        String named = service.namedUser(play);
        if (named != null) {
            return Set.of(named);
        }
        Set<String> users = new HashSet<>(byKey(letter.key()));
        String imported = imports.namedUser(play);
        if (imported != null) {
            users.add(imported);
        }
        return users;
    }

    /** As what the bytes of a play can be shown. */
    Form form(boolean imported) {
        return imported ? Form.PLAY : serviceForm;
    }

    static Set<String> byKey(byte @Nullable [] key) {
        String user = key == null ? null : NamedUser.inKey(key);
        return user == null ? Set.of() : Set.of(user);
    }

    private PlayFormat format(HeldRecord record) {
        return record.imported() ? imports : service;
    }

    private static PlayRecord play(HeldRecord record, byte[] value) {
        return new PlayRecord(value, record.key(), record.timestamp());
    }
}
