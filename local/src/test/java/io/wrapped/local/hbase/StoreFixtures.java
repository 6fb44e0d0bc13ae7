package io.wrapped.local.hbase;

import io.wrapped.sinks.hbase.HBaseOptions;
import io.wrapped.sinks.hbase.HBaseSink;
import io.wrapped.sinks.hbase.StoreMutation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What the tests of the store share. */
final class StoreFixtures {
    private StoreFixtures() {}

    /** Options for the server of a ready line. */
    static Configuration options(Map<String, String> ready) {
        Configuration options = new Configuration();
        options.set(HBaseOptions.BOOTSTRAP_SERVERS, ready.get("bootstrap"));
        options.set(HBaseOptions.SALT_BUCKETS, 3);
        options.set(HBaseOptions.OPERATION_TIMEOUT, Duration.ofSeconds(3));
        options.set(HBaseOptions.RPC_TIMEOUT, Duration.ofSeconds(2));
        options.set(HBaseOptions.SINK_MAX_BACKOFF, Duration.ofSeconds(1));
        return options;
    }

    /** A job of one task that fails when anything in it does. */
    static StreamExecutionEnvironment environment() {
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        return StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
    }

    /** Writes through the sink, as a job does. */
    static void write(Configuration options, StoreMutation... mutations) throws Exception {
        StreamExecutionEnvironment environment = environment();
        environment.fromData(List.of(mutations)).sinkTo(new HBaseSink(options));
        environment.execute();
    }
}
