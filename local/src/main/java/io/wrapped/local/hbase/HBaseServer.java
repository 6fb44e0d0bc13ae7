package io.wrapped.local.hbase;

import io.wrapped.local.EmbeddedServer;
import io.wrapped.local.Ports;
import io.wrapped.local.ServerOptions;
import io.wrapped.local.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.LocalHBaseCluster;
import org.apache.hadoop.hbase.util.JVMClusterUtil.RegionServerThread;
import org.apache.hadoop.hbase.zookeeper.MiniZooKeeperCluster;
import org.jspecify.annotations.Nullable;

/**
 * ZooKeeper, an HBase master and a region server on the loopback address, with their data in a
 * plain folder that survives a kill.
 *
 * <p>Usage: {@code --dir DIR [--zookeeper-port P] [--master-port P] [--region-port P]}; ready line:
 * {@code READY quorum=127.0.0.1:P bootstrap=127.0.0.1:P,127.0.0.1:P}.
 */
public final class HBaseServer implements EmbeddedServer {
    private static final String ZOOKEEPER_PORT = "--zookeeper-port";
    private static final String MASTER_PORT = "--master-port";
    private static final String REGION_PORT = "--region-port";

    /** All of it lives and dies together: nobody has to wait for anybody's absence to show. */
    private static final Map<String, String> QUICK =
            Map.ofEntries(
                    // A starved machine must not look like a dead server.
                    Map.entry("zookeeper.session.timeout", "90000"),
                    Map.entry("hbase.zookeeper.property.maxSessionTimeout", "120000"),
                    Map.entry("hbase.master.start.timeout.localHBaseCluster", "180000"),
                    Map.entry("hbase.master.wait.on.regionservers.mintostart", "1"),
                    Map.entry("hbase.master.wait.on.regionservers.maxtostart", "1"),
                    Map.entry("hbase.regionserver.msginterval", "250"),
                    Map.entry("hbase.procedure.remote.dispatcher.delay.msec", "0"),
                    Map.entry("hbase.shutdown.hook", "false"));

    /** One user's machine, not a cluster: few threads, small caches. */
    private static final Map<String, String> SMALL =
            Map.ofEntries(
                    Map.entry("hbase.regionserver.handler.count", "8"),
                    Map.entry("hbase.regionserver.metahandler.count", "4"),
                    Map.entry("hbase.master.procedure.threads", "4"),
                    Map.entry("hfile.block.cache.size", "0.15"),
                    Map.entry("hbase.regionserver.global.memstore.size", "0.3"),
                    Map.entry("hbase.hregion.memstore.flush.size", String.valueOf(16 << 20)),
                    Map.entry("hbase.hregion.memstore.mslab.enabled", "false"),
                    Map.entry("hbase.balancer.period", "3600000"),
                    Map.entry("hbase.catalogjanitor.interval", "3600000"));

    private final ServerOptions options;
    private @Nullable MiniZooKeeperCluster zooKeeper;
    private @Nullable LocalHBaseCluster hbase;

    private HBaseServer(ServerOptions options) {
        this.options = options;
    }

    /** Runs the server until standard input ends. */
    public static void main(String[] arguments) {
        ServerProcess.run(
                "hbase",
                arguments,
                List.of(ZOOKEEPER_PORT, MASTER_PORT, REGION_PORT),
                HBaseServer::new);
    }

    @Override
    public Map<String, String> start() throws Exception {
        int zooKeeperPort = Ports.choose(options.port(ZOOKEEPER_PORT));
        int masterPort = Ports.choose(options.port(MASTER_PORT));
        int regionPort = Ports.choose(options.port(REGION_PORT));
        Configuration configuration =
                configuration(options.dir(), zooKeeperPort, masterPort, regionPort);
        startZooKeeper(configuration, zooKeeperPort);
        LeftoverSessions.remove(Ports.address(zooKeeperPort));
        LocalHBaseCluster started = new LocalHBaseCluster(configuration, 1, 1);
        hbase = started;
        started.startup();
        Map<String, String> addresses = new LinkedHashMap<>();
        addresses.put("quorum", Ports.address(zooKeeperPort));
        addresses.put("bootstrap", Ports.address(masterPort) + "," + Ports.address(regionPort));
        return addresses;
    }

    private void startZooKeeper(Configuration configuration, int port) throws Exception {
        // The page cache outlives a killed process, which is all that is asked for here.
        System.setProperty("zookeeper.forceSync", "no");
        System.setProperty("zookeeper.admin.enableServer", "false");
        MiniZooKeeperCluster started = new MiniZooKeeperCluster(configuration);
        zooKeeper = started;
        started.addClientPort(port);
        if (started.startup(options.dir().resolve("zookeeper").toFile()) != port) {
            throw new IOException("port " + Ports.address(port) + " is taken");
        }
    }

    @Override
    public void awaitEnd() throws InterruptedException {
        if (hbase != null) {
            for (RegionServerThread thread : hbase.getRegionServers()) {
                thread.join();
            }
        }
    }

    @Override
    public void close() throws Exception {
        if (hbase != null) {
            hbase.shutdown();
        }
        if (zooKeeper != null) {
            zooKeeper.shutdown();
        }
    }

    private static Configuration configuration(
            Path dir, int zooKeeperPort, int masterPort, int regionPort) {
        Configuration configuration = HBaseConfiguration.create();
        set(configuration, addresses(zooKeeperPort, masterPort, regionPort));
        set(configuration, plainFolder(dir));
        set(configuration, QUICK);
        set(configuration, SMALL);
        return configuration;
    }

    private static void set(Configuration configuration, Map<String, String> values) {
        values.forEach(configuration::set);
    }

    private static Map<String, String> addresses(
            int zooKeeperPort, int masterPort, int regionPort) {
        return Map.ofEntries(
                Map.entry("hbase.zookeeper.quorum", Ports.LOOPBACK),
                Map.entry("hbase.zookeeper.property.clientPort", String.valueOf(zooKeeperPort)),
                Map.entry("hbase.zookeeper.property.clientPortAddress", Ports.LOOPBACK),
                Map.entry("hbase.master.port", String.valueOf(masterPort)),
                Map.entry("hbase.master.hostname", Ports.LOOPBACK),
                Map.entry("hbase.master.ipc.address", Ports.LOOPBACK),
                Map.entry("hbase.master.info.port", "-1"),
                Map.entry("hbase.regionserver.port", String.valueOf(regionPort)),
                Map.entry("hbase.unsafe.regionserver.hostname", Ports.LOOPBACK),
                Map.entry("hbase.regionserver.ipc.address", Ports.LOOPBACK),
                Map.entry("hbase.regionserver.info.port", "-1"));
    }

    private static Map<String, String> plainFolder(Path dir) {
        return Map.of(
                "hbase.rootdir",
                dir.resolve("hbase").toUri().toString(),
                "hbase.tmp.dir",
                dir.resolve("tmp").toString(),
                "hadoop.tmp.dir",
                dir.resolve("tmp").toString(),
                // Without checksum files, so that what is flushed is what is found after a kill.
                "fs.file.impl",
                "org.apache.hadoop.fs.RawLocalFileSystem",
                "hbase.wal.provider",
                "filesystem",
                "hbase.unsafe.stream.capability.enforce",
                "false");
    }
}
