package io.wrapped.sinks.kafka;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;

/** What the topics are called and how they are created. */
public final class TopicOptions {
    /** Plays. */
    public static final ConfigOption<String> PLAY =
            name("play", "play", "Topic of plays, key user_id.");

    /** Catalogue. */
    public static final ConfigOption<String> CATALOGUE =
            name("catalogue", "catalogue", "Topic of the catalogue, key content_uri; compacted.");

    /** Profiles. */
    public static final ConfigOption<String> PROFILE =
            name("profile", "profile", "Topic of profiles, key user_id; compacted.");

    /** Exclusions. */
    public static final ConfigOption<String> EXCLUSION =
            name(
                    "exclusion",
                    "exclusion",
                    "Topic of exclusions; compacted, so its key must tell a user's exclusions"
                            + " apart.");

    /** Triggers. */
    public static final ConfigOption<String> CONTROL =
            name("control", "control", "Topic of triggers, key command_id; one partition.");

    /** Replays. */
    public static final ConfigOption<String> REPLAY =
            name(
                    "replay",
                    "replay",
                    "Topic of the steps of replays, key user_id; holds plays, so it is kept as"
                            + " shortly as topics.replay-retention says.");

    /** Requests for stories. */
    public static final ConfigOption<String> REPORT_REQUESTS =
            name(
                    "report-requests",
                    "report-requests",
                    "Topic of requests for stories, from the wrapped job to the report job, key"
                            + " user_id, U+001F, yyyymmdd; compacted and kept for a time.");

    /** Records that could not be used. */
    public static final ConfigOption<String> DEAD_LETTERS =
            name(
                    "dead-letters",
                    "dead-letters",
                    "Topic of records that could not be used, key topic/partition/offset;"
                            + " compacted and kept for a time.");

    /** Stories that could not be written. */
    public static final ConfigOption<String> REPORT_FAILURES =
            name(
                    "report-failures",
                    "report-failures",
                    "Topic of the dead letters of the report job, key as that of requests;"
                            + " compacted and kept for a time.");

    /** What became of imported records. */
    public static final ConfigOption<String> IMPORT_OUTCOMES =
            name(
                    "import-outcomes",
                    "import-outcomes",
                    "Topic that tells an import what became of its records, key import id.");

    /** Partitions. */
    public static final ConfigOption<Integer> PARTITIONS =
            key("topics.partitions")
                    .intType()
                    .defaultValue(12)
                    .withDescription(
                            "Partitions that topics are created with, but for the control topic,"
                                    + " which always has one. Topics that exist keep theirs.");

    /** Replicas. */
    public static final ConfigOption<Integer> REPLICATION_FACTOR =
            key("topics.replication-factor")
                    .intType()
                    .defaultValue(-1)
                    .withDescription(
                            "Replicas that topics are created with; -1 leaves it to the brokers'"
                                    + " default.");

    /** How long plays stay. */
    public static final ConfigOption<Duration> PLAY_RETENTION =
            key("topics.play-retention")
                    .durationType()
                    .defaultValue(Duration.ofDays(400))
                    .withDescription(
                            "How long plays are kept, counted from their arrival: what a replay"
                                    + " can rebuild. A year with time to tell it.");

    /** How long replays stay. */
    public static final ConfigOption<Duration> REPLAY_RETENTION =
            key("topics.replay-retention")
                    .durationType()
                    .defaultValue(Duration.ofDays(1))
                    .withDescription(
                            "How long the steps of replays are kept; longer than the wrapped job"
                                    + " may be down in the middle of one.");

    /** How long requests stay. */
    public static final ConfigOption<Duration> REPORT_REQUESTS_RETENTION =
            key("topics.report-requests-retention")
                    .durationType()
                    .defaultValue(Duration.ofDays(60))
                    .withDescription(
                            "How long requests for stories wait at most; longer than the report"
                                    + " job may ever be behind.");

    /** How long dead letters stay. */
    public static final ConfigOption<Duration> DEAD_LETTERS_RETENTION =
            key("topics.dead-letters-retention")
                    .durationType()
                    .defaultValue(Duration.ofDays(90))
                    .withDescription("How long dead letters of both jobs are kept.");

    /** How long outcomes stay. */
    public static final ConfigOption<Duration> IMPORT_OUTCOMES_RETENTION =
            key("topics.import-outcomes-retention")
                    .durationType()
                    .defaultValue(Duration.ofDays(1))
                    .withDescription("How long the outcomes of imports are kept.");

    private TopicOptions() {}

    private static ConfigOption<String> name(String key, String name, String description) {
        return key("topics." + key).stringType().defaultValue(name).withDescription(description);
    }
}
