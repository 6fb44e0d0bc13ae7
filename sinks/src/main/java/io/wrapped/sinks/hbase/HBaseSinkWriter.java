package io.wrapped.sinks.hbase;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wrapped.state.logging.LoggedFailure;
import io.wrapped.state.metric.JobMetric;
import io.wrapped.state.metric.MetricArea;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriter;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.connector.base.sink.writer.ResultHandler;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.apache.hadoop.hbase.client.Delete;
import org.apache.hadoop.hbase.client.Mutation;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Row;
import org.apache.hadoop.hbase.client.RowMutations;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends batches of {@link StoreMutation} and does with the answers as {@link RetryDecision} says.
 */
final class HBaseSinkWriter extends AsyncSinkWriter<StoreMutation, StoreMutation> {
    private static final Logger LOG = LoggerFactory.getLogger(HBaseSinkWriter.class);

    /** After this long without a success the connection itself is suspected. */
    private static final Duration SUSPICION = Duration.ofSeconds(60);

    private static final int CALLS_OF_LATENCY = 1000;

    private final HBaseClient client;
    private final Backoff backoff;
    private final Counter sendErrors;
    private final Histogram latency;
    private final Counter retries;

    HBaseSinkWriter(
            ElementConverter<StoreMutation, StoreMutation> converter,
            WriterInitContext context,
            AsyncSinkWriterConfiguration configuration,
            Collection<BufferedRequestState<StoreMutation>> states,
            HBaseClient client,
            Duration longestBackoff) {
        super(converter, context, configuration, states);
        this.client = client;
        this.backoff = new Backoff(longestBackoff, Clock.systemUTC());
        this.sendErrors = context.metricGroup().getNumRecordsSendErrorsCounter();
        MetricGroup store = context.metricGroup().addGroup(MetricArea.STORE.group());
        this.latency =
                store.histogram(
                        JobMetric.STORE_LATENCY_MILLIS.id(),
                        new DescriptiveStatisticsHistogram(CALLS_OF_LATENCY));
        this.retries = store.counter(JobMetric.STORE_RETRIES.id(), new ThreadSafeSimpleCounter());
    }

    @Override
    protected void submitRequestEntries(
            List<StoreMutation> mutations, ResultHandler<StoreMutation> handler) {
        client.open()
                .thenCompose(opened -> send(opened, mutations))
                .exceptionally(failure -> RetryDecision.ofFailure(mutations, failure))
                .thenAccept(decision -> act(decision, mutations, handler))
                .exceptionally(mistake -> fail(mistake, handler));
    }

    /** What is wrong here is not to end in a batch that nobody answers for. */
    private static @Nullable Void fail(Throwable mistake, ResultHandler<StoreMutation> handler) {
        handler.completeExceptionally(
                new IOException("what HBase answered cannot be dealt with", mistake));
        return null;
    }

    private CompletableFuture<RetryDecision<StoreMutation>> send(
            OpenTable opened, List<StoreMutation> mutations) {
        List<Row> actions = new ArrayList<>(mutations.size());
        for (StoreMutation mutation : mutations) {
            actions.add(action(opened.layout().rowKey(mutation.userId()), mutation.cells()));
        }
        long started = System.nanoTime();
        return RetryDecision.of(mutations, opened.table().batch(actions))
                .thenApply(
                        decision -> {
                            latency.update(
                                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
                            if (decision.again().size() == mutations.size()
                                    && backoff.isFailingFor(SUSPICION)) {
                                client.abandon(opened);
                            }
                            return decision;
                        });
    }

    private void act(
            RetryDecision<StoreMutation> decision,
            List<StoreMutation> mutations,
            ResultHandler<StoreMutation> handler) {
        Throwable fatal = decision.fatal();
        Throwable passing = decision.passing();
        if (fatal != null) {
            // Whoever logs it is not told the rows, which are users.
            LoggedFailure told = LoggedFailure.of(fatal, users(mutations));
            handler.completeExceptionally(
                    new IOException("HBase refuses what is written: " + told, told));
        } else if (passing == null) {
            backoff.succeeded();
            handler.complete();
        } else {
            Duration pause = backoff.failed();
            sendErrors.inc(decision.again().size());
            retries.inc(decision.again().size());
            LOG.warn(
                    "HBase did not take {} mutations, sent again in {} ms",
                    decision.again().size(),
                    pause.toMillis(),
                    LoggedFailure.of(passing, users(mutations)));
            later(pause).execute(() -> retry(decision.again(), handler));
        }
    }

    private static void retry(List<StoreMutation> mutations, ResultHandler<StoreMutation> handler) {
        try {
            handler.retryForEntries(mutations);
        } catch (RejectedExecutionException e) {
            // The task ended during the pause; what it had not written comes with its checkpoint.
            LOG.debug("{} mutations are not sent again: the task ended", mutations.size());
        }
    }

    private static List<String> users(List<StoreMutation> mutations) {
        return mutations.stream().map(StoreMutation::userId).toList();
    }

    private static Executor later(Duration pause) {
        return CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    protected long getSizeInBytes(StoreMutation mutation) {
        return mutation.sizeInBytes();
    }

    @Override
    public void close() {
        client.close();
        super.close();
    }

    /** One action a mutation, so that a row changes at once. */
    static Row action(byte[] row, List<StoreCell> cells) {
        Put put = new Put(row);
        Delete delete = new Delete(row);
        for (StoreCell cell : cells) {
            byte[] family = cell.family().getBytes(UTF_8);
            byte[] qualifier = cell.qualifier().getBytes(UTF_8);
            byte @Nullable [] value = cell.value();
            switch (cell.action()) {
                case PUT -> put.addColumn(family, qualifier, cell.version(), value);
                // All that is not newer, not only the newest.
                case DELETE_COLUMN -> delete.addColumns(family, qualifier, cell.version());
                case DELETE_FAMILY -> delete.addFamily(family, cell.version());
            }
        }
        if (delete.isEmpty()) {
            return put;
        }
        return put.isEmpty() ? delete : both(row, put, delete);
    }

    private static RowMutations both(byte[] row, Mutation put, Mutation delete) {
        try {
            return new RowMutations(row).add(List.of(delete, put));
        } catch (IOException e) {
            throw new UncheckedIOException("both are of one row", e);
        }
    }
}
