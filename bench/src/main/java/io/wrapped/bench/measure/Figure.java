package io.wrapped.bench.measure;

/** The names of what is measured. */
public enum Figure {
    /** Records of plays that went in. */
    PLAYS,
    /** Plays that counted. */
    STREAMS,
    /** Records of the catalogue. */
    CONTENTS,
    /** The most bytes that the catalogue took on the disk of all tasks. */
    CATALOGUE_DISK_BYTES,
    /** Processor time of the process from the start of the work to its end. */
    CPU_SECONDS,
    /** From the first play until all was done, without the wait for a last checkpoint. */
    WALL_SECONDS,
    /** The most memory that was ever resident. */
    PEAK_MIB,
    /** Bytes of RocksDB after a compaction, all column families. */
    STATE_BYTES,
    /** Bytes of RocksDB as the last checkpoint held them. */
    CHECKPOINTED_STATE_BYTES,
    /** Bytes that all checkpoints wrote. */
    CHECKPOINT_BYTES,
    /** Checkpoints completed. */
    CHECKPOINTS,
    /** The longest of them. */
    LONGEST_CHECKPOINT_MS,
    /** Reviews computed while plays came in. */
    REVIEWS,
    /** Those of them that went on from the listener's last one. */
    REVIEWS_CONTINUED,
    /** Plays a second that the job folds and reviews at once between Kafka and HBase. */
    SUSTAINED_RATE,
    /** Plays a second that were sent while latencies were measured. */
    SENT_RATE,
    /** Plays among them that were looked for in HBase. */
    FOLLOWED_PLAYS,
    /** From Kafka until a reader of HBase sees a review with the play: half of them took less. */
    LATENCY_P50_MS,
    /** What one in a hundred took longer. */
    LATENCY_P99_MS,
    /** Users whose year was told while plays flowed. */
    USERS_TOLD_UNDER_LOAD,
    /** How long that took. */
    TELLING_SECONDS,
    /** The middle one of the checkpoints before it, from their start to their end. */
    USUAL_CHECKPOINT_MS,
    /** The longest of them. */
    LONGEST_USUAL_CHECKPOINT_MS,
    /** The middle one of the checkpoints meanwhile. */
    TELLING_CHECKPOINT_MS,
    /** The longest of them. */
    LONGEST_TELLING_CHECKPOINT_MS,
    /** Dates of all listeners with a stream. */
    DATES,
    /** Users whose year was told at its end. */
    USERS_RANKED,
    /** Processor time of that. */
    RANKING_CPU_SECONDS,
    /** Of streams and milliseconds by user and date. */
    DATES_CHECKSUM,
    /** Of streams, milliseconds, different songs and artists, and active days by user. */
    YEARS_CHECKSUM,
    /** Of the remarkable days by user. */
    CHOICE_CHECKSUM
}
