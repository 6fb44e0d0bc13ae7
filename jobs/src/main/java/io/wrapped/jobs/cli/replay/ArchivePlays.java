package io.wrapped.jobs.cli.replay;

import io.wrapped.jobs.archive.Archive;
import io.wrapped.jobs.archive.ArchivePartition;
import io.wrapped.jobs.archive.OffsetRanges;
import io.wrapped.jobs.archive.OffsetRanges.OffsetRange;
import io.wrapped.sinks.archive.ArchiveKind;
import io.wrapped.state.contract.KeptPlay;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.ProtoRecords;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.ReadableConfig;
import org.jspecify.annotations.Nullable;

/**
 * The plays of the archive, and from Kafka those that came since: files are behind by a checkpoint.
 * What is not in either is found missing at the end of a replay, where it would lose a play.
 */
public final class ArchivePlays implements KeptPlays {
    private final Archive archive;
    private final KafkaPlays since;
    private final @Nullable Long sinceTime;

    /**
     * @param sinceTime appended from this broker time on, epoch milliseconds; null: all
     */
    public ArchivePlays(Archive archive, ReadableConfig options, @Nullable Long sinceTime) {
        this.archive = archive;
        this.since = new KafkaPlays(options, sinceTime);
        this.sinceTime = sinceTime;
    }

    @Override
    public boolean readProfiles(Set<String> users, ProfileTaker taker) throws IOException {
        boolean all = true;
        Map<Integer, Long> ends = new HashMap<>();
        for (ArchivePartition partition : archive.partitions(ArchiveKind.PROFILE)) {
            OffsetRanges ranges =
                    partition.read(
                            record -> {
                                Profile profile = ProtoRecords.profile(record.value());
                                if (users.contains(profile.userId())) {
                                    taker.take(profile, record.timestamp());
                                }
                            });
            all &= ranges.from() == 0 && ranges.gaps().isEmpty();
            ends.put(partition.number(), end(ranges));
        }
        return since.readProfiles(users, ends, taker) && all;
    }

    @Override
    public void read(Set<String> users, Taker taker) throws IOException {
        Map<Integer, Long> ends = new HashMap<>();
        for (ArchivePartition partition : archive.partitions(ArchiveKind.PLAY)) {
            OffsetRanges ranges =
                    partition.read(
                            record -> {
                                Play play = ProtoRecords.acceptedPlay(record.value());
                                if (users.contains(play.userId())
                                        && (sinceTime == null || record.timestamp() >= sinceTime)) {
                                    taker.take(new KeptPlay(record.timestamp(), play));
                                }
                            });
            ends.put(partition.number(), end(ranges));
        }
        since.read(users, ends, taker);
    }

    /** From where on Kafka may have what the archive has not; what both have counts once. */
    private static long end(OffsetRanges ranges) {
        if (ranges.from() > 0) {
            return 0;
        }
        List<OffsetRange> gaps = ranges.gaps();
        return gaps.isEmpty() ? ranges.to() + 1 : gaps.get(0).from();
    }
}
