package io.wrapped.local.hbase;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.local.ServerJvm;
import io.wrapped.sinks.hbase.HBaseOptions;
import io.wrapped.sinks.hbase.HBaseStoryStore;
import io.wrapped.sinks.hbase.HBaseTables;
import io.wrapped.state.story.Story;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HBaseServerITCase {
    private static final Story STORY =
            new Story(Story.Status.FAILED, null, null, "en", "m", "1", "f", "no");

    @TempDir private Path dir;

    @Test
    void rowsSurviveAKill() throws Exception {
        try (ServerJvm server = ServerJvm.start(HBaseServer.class, "--dir", dir.toString())) {
            Configuration options = StoreFixtures.options(server.ready());
            HBaseTables.create(options);
            try (HBaseStoryStore store = new HBaseStoryStore(options)) {
                store.write("u", 1, STORY, 1).get();
            }
            server.kill();
        }
        try (ServerJvm server = ServerJvm.start(HBaseServer.class, "--dir", dir.toString())) {
            Configuration byQuorum = new Configuration();
            byQuorum.set(HBaseOptions.ZOOKEEPER_QUORUM, server.ready().get("quorum"));
            try (HBaseStoryStore store = new HBaseStoryStore(byQuorum)) {
                assertThat(store.read("u", List.of(1, 2)).get().byDay())
                        .isEqualTo(Map.of(1, STORY));
                store.write("u", 2, STORY, 1).get();
            }
            assertThat(server.endInput()).isZero();
            assertThat(server.furtherOutput()).isEmpty();
            assertThat(server.errors()).isEmpty();
        }
        try (ServerJvm server = ServerJvm.start(HBaseServer.class, "--dir", dir.toString());
                HBaseStoryStore store =
                        new HBaseStoryStore(StoreFixtures.options(server.ready()))) {
            assertThat(store.read("u", List.of(1, 2)).get().byDay()).containsOnlyKeys(1, 2);
        }
    }

    @Test
    void takenPortIsToldInOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerJvm server =
                        ServerJvm.start(
                                HBaseServer.class,
                                "--dir",
                                dir.toString(),
                                "--region-port",
                                String.valueOf(taken.getLocalPort()))) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.errors())
                    .isEqualTo(
                            "hbase: port %d of 127.0.0.1 is taken%n"
                                    .formatted(taken.getLocalPort()));
        }
    }
}
