package io.wrapped.sinks.hbase;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.api.common.JobInfo;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.common.serialization.SerializationSchema.InitializationContext;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.runtime.metrics.groups.InternalSinkWriterMetricGroup;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;
import org.apache.flink.streaming.runtime.tasks.StreamTaskActionExecutor;
import org.apache.flink.streaming.runtime.tasks.TestProcessingTimeService;
import org.apache.flink.streaming.runtime.tasks.mailbox.MailboxExecutorImpl;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailboxImpl;
import org.apache.flink.util.UserCodeClassLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HBaseSinkWriterTest {
    private static final SinkWriter.Context WITHOUT_TIME =
            new SinkWriter.Context() {
                @Override
                public long currentWatermark() {
                    return Long.MIN_VALUE;
                }

                @Override
                public @Nullable Long timestamp() {
                    return null;
                }
            };

    private final MailboxExecutor mailbox =
            new MailboxExecutorImpl(
                    new TaskMailboxImpl(Thread.currentThread()),
                    0,
                    StreamTaskActionExecutor.IMMEDIATE);
    private final SinkWriterMetricGroup metrics =
            InternalSinkWriterMetricGroup.wrap(
                    UnregisteredMetricGroups.createUnregisteredOperatorMetricGroup());

    /** HBase answers in threads of its own, and Flink's counters are not made for many. */
    @Test
    void whatHBaseDoesNotTakeIsCountedByTheTask() throws Exception {
        HBaseSinkWriter writer = writer(closedClient());
        writer.write(StoreMutation.deleteDay("ann", 20_000, 7), WITHOUT_TIME);
        Counter errors = metrics.getNumRecordsSendErrorsCounter();

        assertThat(errors.getCount()).isZero();
        assertThat(mailbox.tryYield()).isTrue();
        assertThat(errors.getCount()).isEqualTo(1);
    }

    /** One that says at once that it cannot be used. */
    private static HBaseClient closedClient() {
        HBaseClient client =
                new HBaseClient(
                        new Configuration().set(HBaseOptions.BOOTSTRAP_SERVERS, "127.0.0.1:1"));
        client.close();
        return client;
    }

    private HBaseSinkWriter writer(HBaseClient client) {
        return new HBaseSinkWriter(
                (mutation, context) -> mutation,
                new Task(mailbox, new TestProcessingTimeService(), metrics),
                AsyncSinkWriterConfiguration.builder()
                        .setMaxBatchSize(1)
                        .setMaxBatchSizeInBytes(1_000)
                        .setMaxInFlightRequests(1)
                        .setMaxBufferedRequests(2)
                        .setMaxTimeInBufferMS(1_000)
                        .setMaxRecordSizeInBytes(1_000)
                        .build(),
                List.of(),
                client,
                Duration.ofSeconds(1));
    }

    /** What a writer is given by the task that it is part of. */
    private record Task(
            MailboxExecutor getMailboxExecutor,
            ProcessingTimeService getProcessingTimeService,
            SinkWriterMetricGroup metricGroup)
            implements WriterInitContext {
        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            throw new UnsupportedOperationException();
        }

        @Override
        public InitializationContext asSerializationSchemaInitializationContext() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isObjectReuseEnabled() {
            return false;
        }

        @Override
        public <T> TypeSerializer<T> createInputSerializer() {
            throw new UnsupportedOperationException();
        }

        @Override
        public OptionalLong getRestoredCheckpointId() {
            return OptionalLong.empty();
        }

        @Override
        public JobInfo getJobInfo() {
            throw new UnsupportedOperationException();
        }

        @Override
        public TaskInfo getTaskInfo() {
            throw new UnsupportedOperationException();
        }
    }
}
