package io.wrapped.sinks.hbase;

import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.base.sink.AsyncSinkBase;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Writes to the store, at least once. What HBase does not take for a reason that passes is sent
 * again until it does, however long that lasts; meanwhile the sink holds back what is upstream, and
 * checkpoints wait. A reason that stays fails the job. Writes may be repeated and reordered, which
 * their versions make harmless (see docs/hbase.md).
 */
public final class HBaseSink extends AsyncSinkBase<StoreMutation, StoreMutation> {
    private static final long serialVersionUID = 1L;

    private final Configuration options;

    /**
     * @param options see {@link HBaseOptions}
     */
    public HBaseSink(ReadableConfig options) {
        super(
                (mutation, context) -> mutation,
                options.get(HBaseOptions.SINK_MAX_BATCH),
                options.get(HBaseOptions.SINK_MAX_IN_FLIGHT),
                options.get(HBaseOptions.SINK_MAX_BUFFERED),
                options.get(HBaseOptions.SINK_MAX_BATCH_SIZE).getBytes(),
                options.get(HBaseOptions.SINK_MAX_BUFFER_TIME).toMillis(),
                options.get(HBaseOptions.SINK_MAX_MUTATION_SIZE).getBytes(),
                requestTimeoutMs(options),
                false);
        this.options = hbaseOptions(options);
        // What is wrong with the options is better said now than by a running job.
        HBaseClient.configuration(options);
    }

    @Override
    public StatefulSinkWriter<StoreMutation, BufferedRequestState<StoreMutation>> createWriter(
            WriterInitContext context) {
        return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<StoreMutation, BufferedRequestState<StoreMutation>> restoreWriter(
            WriterInitContext context,
            Collection<BufferedRequestState<StoreMutation>> recoveredState) {
        return new HBaseSinkWriter(
                getElementConverter(),
                context,
                AsyncSinkWriterConfiguration.builder()
                        .setMaxBatchSize(getMaxBatchSize())
                        .setMaxBatchSizeInBytes(getMaxBatchSizeInBytes())
                        .setMaxInFlightRequests(getMaxInFlightRequests())
                        .setMaxBufferedRequests(getMaxBufferedRequests())
                        .setMaxTimeInBufferMS(getMaxTimeInBufferMS())
                        .setMaxRecordSizeInBytes(getMaxRecordSizeInBytes())
                        .setRequestTimeoutMS(getRequestTimeoutMS())
                        .setFailOnTimeout(getFailOnTimeout())
                        .build(),
                recoveredState,
                new HBaseClient(options),
                options.get(HBaseOptions.SINK_MAX_BACKOFF));
    }

    @Override
    public SimpleVersionedSerializer<BufferedRequestState<StoreMutation>>
            getWriterStateSerializer() {
        return new StoreMutationSerializer();
    }

    /** An answer that never comes: past all that the client and the pause may take. */
    private static long requestTimeoutMs(ReadableConfig options) {
        return options.get(HBaseOptions.OPERATION_TIMEOUT)
                .multipliedBy(3)
                .plus(options.get(HBaseOptions.SINK_MAX_BACKOFF))
                .toMillis();
    }

    private static Configuration hbaseOptions(ReadableConfig options) {
        Configuration copy = new Configuration();
        options.toMap()
                .forEach(
                        (key, value) -> {
                            if (key.startsWith("hbase.")) {
                                copy.setString(key, value);
                            }
                        });
        return copy;
    }
}
