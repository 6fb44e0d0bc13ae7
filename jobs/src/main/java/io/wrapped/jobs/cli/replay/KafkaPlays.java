package io.wrapped.jobs.cli.replay;

import io.wrapped.jobs.cli.held.HeldRecord;
import io.wrapped.jobs.cli.held.PlayRecords;
import io.wrapped.jobs.cli.held.TopicReader;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.state.contract.KeptPlay;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.RefusedException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.configuration.ReadableConfig;
import org.jspecify.annotations.Nullable;

/**
 * The plays that their topic still has. All of it is read: partitions may have been added, and
 * producers may choose them as they like.
 */
public final class KafkaPlays implements KeptPlays {
    private final TopicReader reader;
    private final Topics topics;
    private final PlayRecords plays;
    private final @Nullable Long since;

    /**
     * @param since appended from this broker time on, epoch milliseconds; null: all
     */
    public KafkaPlays(ReadableConfig options, @Nullable Long since) {
        this.reader = new TopicReader(options);
        this.topics = Topics.from(options);
        this.plays = new PlayRecords(options);
        this.since = since;
    }

    /** The topic is compacted: earlier profiles of a user may be gone. */
    @Override
    public boolean readProfiles(Set<String> users, ProfileTaker taker) {
        readProfiles(users, Map.of(), taker);
        return false;
    }

    /**
     * Profiles from some offsets on.
     *
     * @return whether those of all users stood in partitions whose offset is given
     */
    boolean readProfiles(Set<String> users, Map<Integer, Long> from, ProfileTaker taker) {
        AtomicBoolean all = new AtomicBoolean(true);
        reader.read(
                topics.profile(),
                null,
                from,
                record -> {
                    if (takeProfile(record, users, taker)
                            && !from.containsKey(record.partition())) {
                        all.set(false);
                    }
                });
        return all.get();
    }

    @Override
    public void read(Set<String> users, Taker taker) {
        read(users, Map.of(), taker);
    }

    /** Plays from some offsets on. */
    void read(Set<String> users, Map<Integer, Long> from, Taker taker) {
        reader.read(topics.play(), since, from, record -> take(record, users, taker));
    }

    private static boolean takeProfile(HeldRecord record, Set<String> users, ProfileTaker taker) {
        if (record.value() == null) {
            return false;
        }
        try {
            Profile profile = ProtoRecords.profile(record.value());
            if (users.contains(profile.userId())) {
                taker.take(profile, record.timestamp());
                return true;
            }
        } catch (RefusedException e) {
            // The job refused it too: the one before holds.
        }
        return false;
    }

    private void take(HeldRecord record, Set<String> users, Taker taker) {
        if (record.value() == null) {
            return;
        }
        try {
            Play play = plays.read(record);
            if (!play.privateSession() && users.contains(play.userId())) {
                taker.take(new KeptPlay(record.timestamp(), play));
            }
        } catch (RefusedException e) {
            // It was refused when it came, too, and lies among the dead letters.
        }
    }
}
