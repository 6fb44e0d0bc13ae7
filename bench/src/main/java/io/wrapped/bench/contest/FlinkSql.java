package io.wrapped.bench.contest;

import io.wrapped.bench.measure.Checksum;
import io.wrapped.bench.measure.EndSink;
import io.wrapped.bench.measure.Figure;
import io.wrapped.bench.measure.Figures;
import io.wrapped.bench.measure.MeasuredJob;
import io.wrapped.bench.naive.SideData;
import io.wrapped.bench.naive.SimpleDates;
import io.wrapped.bench.naive.SimpleDecode;
import io.wrapped.bench.naive.SimplePlay;
import io.wrapped.bench.source.RecordFileSource;
import io.wrapped.bench.workload.Workload;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;

/**
 * The rollups alone in Flink SQL: the first of each event, grouped by user, date and song, in mini
 * batches. Local dates are given before, as in the other contestants; nobody is reviewed.
 */
final class FlinkSql implements Contestant {
    private static final String ROLLUPS =
            "SELECT userId, epochDay, contentUri, COUNT(*) AS streams, SUM(ms) AS ms"
                    + " FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY userId, eventId"
                    + " ORDER BY arrived) AS number FROM plays)"
                    + " WHERE number = 1 GROUP BY userId, epochDay, contentUri";

    private static final TypeInformation<Row> ROW =
            Types.ROW_NAMED(
                    new String[] {"userId", "eventId", "contentUri", "epochDay", "ms"},
                    Types.STRING,
                    Types.STRING,
                    Types.STRING,
                    Types.INT,
                    Types.LONG);

    private static final Checksum DATES = new Checksum();
    private static final LongAdder PLAYS = new LongAdder();
    private static final LongAdder STREAMS = new LongAdder();

    @Override
    public Figures run(Workload workload, Path folder) throws Exception {
        DATES.reset();
        PLAYS.reset();
        STREAMS.reset();
        SideData.forget();
        Configuration settings = new Configuration();
        settings.set(PipelineOptions.AUTO_GENERATE_UIDS, true);
        settings.setString("table.exec.mini-batch.enabled", "true");
        settings.setString("table.exec.mini-batch.allow-latency", "2 s");
        settings.setString("table.exec.mini-batch.size", "5000");
        return new MeasuredJob(folder, settings)
                .run(environment -> add(environment, workload))
                .put(Figure.PLAYS, PLAYS.sum())
                .put(Figure.STREAMS, STREAMS.sum())
                .put(Figure.DATES_CHECKSUM, DATES.value());
    }

    private static void add(StreamExecutionEnvironment environment, Workload workload) {
        StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
        DataStream<Row> rows =
                SimpleDecode.add(RecordFileSource.plays(environment, workload))
                        .map(new ToRow(workload))
                        .returns(ROW);
        tables.createTemporaryView(
                "plays",
                rows,
                Schema.newBuilder().columnByExpression("arrived", "PROCTIME()").build());
        EndSink.add(tables.toChangelogStream(tables.sqlQuery(ROLLUPS)), "rollups", FlinkSql::take);
    }

    private static void take(Row rollup) {
        String userId = rollup.getFieldAs(0);
        int epochDay = rollup.<Integer>getFieldAs(1);
        boolean back =
                rollup.getKind() == RowKind.UPDATE_BEFORE || rollup.getKind() == RowKind.DELETE;
        long streams = rollup.<Long>getFieldAs(3) * (back ? -1 : 1);
        long ms = rollup.<Long>getFieldAs(4) * (back ? -1 : 1);
        STREAMS.add(streams);
        DATES.addDate(userId, epochDay, streams, ms);
    }

    private static final class ToRow extends RichMapFunction<SimplePlay, Row> {
        private static final long serialVersionUID = 1L;

        private final String catalogueFile;
        private final String profilesFile;
        private transient SideData side;

        ToRow(Workload workload) {
            catalogueFile = workload.catalogue().toString();
            profilesFile = workload.profiles().toString();
        }

        @Override
        public void open(OpenContext context) throws Exception {
            side = SideData.load(catalogueFile, profilesFile);
        }

        @Override
        public Row map(SimplePlay play) {
            PLAYS.increment();
            return Row.of(
                    play.userId(),
                    play.eventId(),
                    play.contentUri(),
                    SimpleDates.of(play, side.profiles()),
                    (long) play.msPlayed());
        }
    }
}
