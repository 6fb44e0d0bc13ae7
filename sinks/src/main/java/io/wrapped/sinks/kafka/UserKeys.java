package io.wrapped.sinks.kafka;

import static io.wrapped.state.contract.NamedUser.KEY_SEPARATOR;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.apache.kafka.common.utils.Utils;

/**
 * Keys of records of which a user has several: they begin with the user, and tell apart what
 * compaction must keep apart. Such records go to the partition of the user's other records, so that
 * they stay in order.
 */
public final class UserKeys {
    private UserKeys() {}

    /** Of what concerns a date of a user. */
    public static String ofDay(String userId, int epochDay) {
        LocalDate date = LocalDate.ofEpochDay(epochDay);
        return userId + KEY_SEPARATOR + date.format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    /** Of what a user has one of each kind and name, such as an exclusion. */
    public static String of(String userId, String kind, String name) {
        return userId + KEY_SEPARATOR + kind + KEY_SEPARATOR + name;
    }

    /**
     * Of an erasure that is said again when the user comes back: compaction must not lose it with
     * the profile that ended it, or an older savepoint would bring back what was erased.
     */
    public static String ofErasure(String userId) {
        return userId + KEY_SEPARATOR + "erased";
    }

    /**
     * Of the return from it, kept beside it: a later profile replaces the one that returned, and
     * would be taken for the return, with all that came in between forgotten.
     */
    public static String ofReturn(String userId) {
        return userId + KEY_SEPARATOR + "returned";
    }

    /** Where Kafka's producers put a record whose key is the user alone. */
    public static int partition(String userId, int partitions) {
        return Utils.toPositive(Utils.murmur2(userId.getBytes(UTF_8))) % partitions;
    }
}
