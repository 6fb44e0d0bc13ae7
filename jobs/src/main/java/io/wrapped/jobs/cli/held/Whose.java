package io.wrapped.jobs.cli.held;

import io.wrapped.sinks.kafka.Topics;
import io.wrapped.state.contract.DeadLetter;
import io.wrapped.state.contract.NamedUser;
import io.wrapped.state.contract.NamedUser.Form;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.RefusedException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says whose a record is, as far as its key and value tell. */
final class Whose {
    private final Topics topics;
    private final PlayRecords plays;

    Whose(Topics topics, PlayRecords plays) {
        this.topics = topics;
        this.plays = plays;
    }

    /**
     * The user whom a record of that form names: its value, or its key where the value does not.
     */
    static Set<String> record(Form form, byte @Nullable [] key, byte @Nullable [] value) {
        String named = value == null ? null : NamedUser.inValue(form, value);
        return named == null ? PlayRecords.byKey(key) : Set.of(named);
    }

    /** The user of a record of report-failures. */
    static Set<String> failure(byte @Nullable [] key, byte[] value) {
        try {
            return Set.of(ProtoRecords.reportFailure(value).request().userId());
        } catch (RefusedException e) {
            return PlayRecords.byKey(key);
        }
    }

    /**
     * The user whom the refused record names: its value, also where it breaks a bound, or else its
     * key.
     */
    Set<String> letter(DeadLetter letter) {
        if (letter.topic().equals(topics.play())) {
            return plays.users(letter);
        }
        Form form = form(letter.topic());
        return form == null ? Set.of() : record(form, letter.key(), letter.value());
    }

    /** Whether the refused record can be somebody's. */
    boolean isOfUsers(DeadLetter letter) {
        boolean hasBytes = letter.key() != null || letter.value() != null;
        return hasBytes && !letter.topic().equals(topics.catalogue());
    }

    /** Null where records are nobody's, or of many. */
    @Nullable Form form(String topic) {
        if (topic.equals(topics.play())) {
            return plays.form(false);
        }
        if (topic.equals(topics.profile())) {
            return Form.PROFILE;
        }
        if (topic.equals(topics.exclusion())) {
            return Form.EXCLUSION;
        }
        if (topic.equals(topics.reportRequests())) {
            return Form.REPORT_REQUEST;
        }
        return List.of(topics.catalogue(), topics.control()).contains(topic) ? null : Form.ROW;
    }
}
