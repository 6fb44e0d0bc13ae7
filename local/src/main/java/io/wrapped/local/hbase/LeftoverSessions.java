package io.wrapped.local.hbase;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;

/**
 * Removes what the sessions of a killed run left in ZooKeeper. Whoever held them died with
 * ZooKeeper itself, so there is nothing to wait for: a restart would otherwise take as long as
 * their time-out.
 */
final class LeftoverSessions {
    private static final int SESSION_MS = 30_000;

    private LeftoverSessions() {}

    /** Deletes every ephemeral node below {@code /hbase}, before anything else has connected. */
    static void remove(String quorum) throws IOException, InterruptedException, KeeperException {
        CountDownLatch connected = new CountDownLatch(1);
        ZooKeeper client =
                new ZooKeeper(
                        quorum,
                        SESSION_MS,
                        event -> {
                            if (event.getState() == KeeperState.SyncConnected) {
                                connected.countDown();
                            }
                        });
        try {
            if (!connected.await(SESSION_MS, TimeUnit.MILLISECONDS)) {
                throw new IOException("ZooKeeper at " + quorum + " does not answer");
            }
            remove(client, "/hbase");
        } finally {
            client.close();
        }
    }

    private static void remove(ZooKeeper client, String node)
            throws InterruptedException, KeeperException {
        Stat stat = client.exists(node, false);
        if (stat == null) {
            return;
        }
        if (stat.getEphemeralOwner() != 0) {
            client.delete(node, -1);
            return;
        }
        List<String> children = client.getChildren(node, false);
        for (String child : children) {
            remove(client, node + "/" + child);
        }
    }
}
