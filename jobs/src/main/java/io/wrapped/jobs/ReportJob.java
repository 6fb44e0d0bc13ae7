package io.wrapped.jobs;

import io.wrapped.operators.decode.DecodeRequestFunction;
import io.wrapped.operators.decode.Refusals;
import io.wrapped.operators.source.RawRecord;
import io.wrapped.operators.source.BrokerTimeSource;
import io.wrapped.operators.story.HttpModelClient;
import io.wrapped.operators.story.StoryFunction;
import io.wrapped.operators.story.StoryOutcome;
import io.wrapped.operators.story.StorySettings;
import io.wrapped.sinks.hbase.HBaseStoryStore;
import io.wrapped.sinks.kafka.KafkaSinks;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.state.contract.DeadLetter;
import io.wrapped.state.contract.ReportRequest;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * The report job: requests for stories in, stories in HBase out.
 *
 * <ol>
 *   <li>requests are read and decoded; what cannot be decoded is a dead letter;
 *   <li>{@link StoryFunction} skips what is paid for, asks the model, checks, stores;
 *   <li>stories that failed go to a topic of their own, whole, so that they can be asked for again.
 * </ol>
 *
 * Its options are those of {@link KafkaOptions}, {@code topics.}, {@code hbase.} and {@code story.}.
 */
public final class ReportJob {
    /** Name of the job in Flink. */
    public static final String NAME = "wrapped-reports";

    private ReportJob() {}

    public static void main(String[] args) throws Exception {
        Configuration options = JobEnvironment.options(args);
        StreamExecutionEnvironment environment = JobEnvironment.open(options);
        add(environment, options);
        environment.execute(NAME);
    }
}
