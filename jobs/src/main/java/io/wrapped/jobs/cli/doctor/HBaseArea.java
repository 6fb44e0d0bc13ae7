package io.wrapped.jobs.cli.doctor;

import io.wrapped.jobs.BuiltWith;
import io.wrapped.jobs.cli.status.Addresses;
import io.wrapped.sinks.hbase.HBaseOptions;
import io.wrapped.sinks.hbase.HBaseTables;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.hadoop.hbase.ClusterMetrics;
import org.apache.hadoop.hbase.ClusterMetrics.Option;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.Connection;
import org.jspecify.annotations.Nullable;

/** HBase: servers, and the table. */
final class HBaseArea implements Area {
    static final String NAME = "HBase";

    /** Region servers tell the master the time every so often. */
    private static final Duration REPORTS = Duration.ofSeconds(10);

    private static final String HINT =
            "look at the logs of its master and region servers; --timeout=60s gives them more time";

    private final Configuration options;
    private final Duration limit;
    private final Clocks clocks;
    private final String where;
    private volatile @Nullable Connection connection;
    private volatile @Nullable ClusterMetrics metrics;

    HBaseArea(Configuration options, Duration limit, Clocks clocks) {
        this.options = new Configuration(options);
        this.options.set(HBaseOptions.OPERATION_TIMEOUT, limit.multipliedBy(3).dividedBy(4));
        this.limit = limit;
        this.clocks = clocks;
        String servers = options.get(HBaseOptions.BOOTSTRAP_SERVERS);
        this.where =
                servers == null
                        ? String.valueOf(options.get(HBaseOptions.ZOOKEEPER_QUORUM))
                        : servers;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Check entrance() {
        return new Check("servers", HINT, this::servers);
    }

    @Override
    public List<Check> checks() {
        return List.of(
                new Check("version", HINT, this::version),
                new Check(
                        "clock",
                        HINT,
                        () -> clocks.compareAll(NAME, REPORTS.toMillis(), this::reported)),
                new Check(
                        "table " + options.get(HBaseOptions.TABLE),
                        HINT,
                        () ->
                                TableVerdict.of(
                                        options,
                                        HBaseTables.state(
                                                Objects.requireNonNull(connection), options))));
    }

    private Verdict servers() throws IOException {
        String unreachable = Addresses.unreachable(where, limit.dividedBy(4));
        if (unreachable != null) {
            return Verdict.failed(
                    "nobody listens at " + where + " (" + unreachable + ")",
                    "start HBase, or say where its ZooKeeper is by --hbase=HOST:PORT; `wrapped up`"
                            + " starts one on this machine");
        }
        Connection opened = HBaseTables.connect(options);
        connection = opened;
        ClusterMetrics told =
                ask(
                        opened,
                        EnumSet.of(Option.HBASE_VERSION, Option.LIVE_SERVERS, Option.DEAD_SERVERS));
        metrics = told;
        return servers(told.getLiveServerMetrics().size(), told.getDeadServerNames().size());
    }

    static Verdict servers(int live, int dead) {
        String found = live + (live == 1 ? " region server" : " region servers");
        if (live == 0) {
            return Verdict.failed(
                    "a master and no region server", "start the region servers of the cluster");
        }
        return dead > 0
                ? Verdict.warning(
                        found + " and " + dead + " that died",
                        "start those again that the master's page lists as dead; one that was taken"
                                + " out for good is forgotten by clear_deadservers in hbase shell")
                : Verdict.ok(found);
    }

    private static ClusterMetrics ask(Connection connection, EnumSet<Option> what)
            throws IOException {
        try (Admin admin = connection.getAdmin()) {
            return admin.getClusterMetrics(what);
        }
    }

    private Verdict version() {
        return version(Objects.requireNonNull(metrics).getHBaseVersion());
    }

    static Verdict version(String found) {
        String built = BuiltWith.current().hbase();
        String said = "HBase %s, and the jobs have the client of %s".formatted(found, built);
        return Versions.major(found) == Versions.major(built)
                ? Verdict.ok(said)
                : Verdict.failed(said, "use an HBase " + Versions.major(built) + " cluster");
    }

    /** The time that each region server told last. */
    private Map<String, Long> reported() throws IOException {
        Map<String, Long> reported = new TreeMap<>();
        ask(Objects.requireNonNull(connection), EnumSet.of(Option.LIVE_SERVERS))
                .getLiveServerMetrics()
                .forEach(
                        (server, told) ->
                                reported.put(
                                        "region server " + server.getAddress(),
                                        told.getReportTimestamp()));
        return reported;
    }

    @Override
    public void close() throws IOException {
        Connection opened = connection;
        if (opened != null) {
            opened.close();
        }
    }
}
