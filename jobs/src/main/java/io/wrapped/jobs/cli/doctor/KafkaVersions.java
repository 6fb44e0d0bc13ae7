package io.wrapped.jobs.cli.doctor;

import io.wrapped.jobs.BuiltWith;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Brokers do not tell their version, but up to which metadata.version they know. */
final class KafkaVersions {
    static final String FEATURE = "metadata.version";

    /** The release that brought each level, of which a release may bring several. */
    private static final NavigableMap<Integer, String> RELEASES =
            new TreeMap<>(
                    Map.of(
                            8, "3.4", 9, "3.5", 12, "3.6", 15, "3.7", 20, "3.8", 21, "3.9", 22,
                            "4.0", 26, "4.1", 28, "4.2", 30, "4.3"));

    private static final int LAST = 30;

    private KafkaVersions() {}

    /**
     * The verdict.
     *
     * @param level the highest that all brokers know, -1 where they know of none
     */
    static Verdict verdict(int level) {
        String tested = BuiltWith.current().kafka();
        Map.Entry<Integer, String> release = RELEASES.floorEntry(level);
        String found =
                release == null
                        ? "brokers older than Kafka 3.4"
                        : "brokers of Kafka "
                                + release.getValue()
                                + (level > LAST ? " or later" : "")
                                + ", and the jobs are tested with "
                                + tested;
        if (release == null || Versions.major(release.getValue()) != Versions.major(tested)) {
            return Verdict.warning(
                    found,
                    "upgrade the brokers to Kafka " + Versions.minor(tested) + " when you can");
        }
        return Verdict.ok(found);
    }
}
