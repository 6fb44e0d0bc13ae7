package io.wrapped.jobs;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;

/** Options and environment of the jobs. */
public final class JobEnvironment {
    /** What {@link #describe} shows the version of a job's jar under. */
    public static final String VERSION = "wrapped.version";

    private JobEnvironment() {}

    /**
     * Options given as {@code --key value}.
     *
     * @throws IllegalArgumentException when an argument is no option
     */
    static Configuration options(String[] args) {
        Map<String, String> options = ParameterTool.fromArgs(args).toMap();
        return Configuration.fromMap(options);
    }

    /** An environment with what the jobs rest on, whatever the cluster's own defaults are. */
    static StreamExecutionEnvironment open(Configuration options) {
        Configuration configuration = new Configuration(options);
        pin(configuration);
        return StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    }

    /**
     * Has Flink's interface show what a job was made of and how it was set, for `wrapped doctor`.
     * Never all of its options: those of Kafka and HBase hold passwords.
     */
    static void describe(StreamExecutionEnvironment environment, Map<String, String> settings) {
        Map<String, String> shown =
                new HashMap<>(environment.getConfig().getGlobalJobParameters().toMap());
        shown.put(VERSION, BuiltWith.current().wrapped());
        shown.putAll(settings);
        environment.getConfig().setGlobalJobParameters(Configuration.fromMap(shown));
    }

    /**
     * Settings that no deployment may change: without them state could not be restored, or triggers
     * would wait for the topic of replays for ever, which says that it is idle at this interval.
     */
    public static void pin(Configuration configuration) {
        configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(
                PipelineOptions.AUTO_WATERMARK_INTERVAL,
                PipelineOptions.AUTO_WATERMARK_INTERVAL.defaultValue());
    }
}
