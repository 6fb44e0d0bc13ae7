package io.wrapped.sinks.kafka;

import org.apache.flink.configuration.ReadableConfig;

/** What the topics are called here. */
public record Topics(
        String play,
        String catalogue,
        String profile,
        String exclusion,
        String control,
        String replay,
        String reportRequests,
        String deadLetters,
        String reportFailures,
        String importOutcomes) {

    /** The names that the options give. */
    public static Topics from(ReadableConfig options) {
        return new Topics(
                options.get(TopicOptions.PLAY),
                options.get(TopicOptions.CATALOGUE),
                options.get(TopicOptions.PROFILE),
                options.get(TopicOptions.EXCLUSION),
                options.get(TopicOptions.CONTROL),
                options.get(TopicOptions.REPLAY),
                options.get(TopicOptions.REPORT_REQUESTS),
                options.get(TopicOptions.DEAD_LETTERS),
                options.get(TopicOptions.REPORT_FAILURES),
                options.get(TopicOptions.IMPORT_OUTCOMES));
    }
}
