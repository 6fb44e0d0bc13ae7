package io.wrapped.local.hbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wrapped.local.ServerJvm;
import io.wrapped.sinks.hbase.HBaseOptions;
import io.wrapped.sinks.hbase.HBaseSink;
import io.wrapped.sinks.hbase.HBaseTables;
import io.wrapped.sinks.hbase.ReviewReader;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.sinks.hbase.StoreMutation;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 4, unit = TimeUnit.MINUTES)
class HBaseSinkITCase {
    private static final int USERS = 4_000;

    @TempDir private Path dir;

    @Test
    void nothingIsLostWhenHBaseIsKilledMidWay() throws Exception {
        ServerJvm server = ServerJvm.start(HBaseServer.class, "--dir", dir.toString());
        try {
            Map<String, String> addresses = server.ready();
            Configuration options = StoreFixtures.options(addresses);
            options.set(HBaseOptions.SINK_MAX_BATCH, 50);
            options.set(HBaseOptions.SINK_MAX_BUFFERED, 200);
            HBaseTables.create(options);
            JobClient job = startJob(options);
            HalfWay.REACHED.await();
            server.kill();
            HalfWay.GO_ON.countDown();
            // The sink meets a dead server for as long as the start takes.
            server = restart(addresses);
            server.ready();
            job.getJobExecutionResult().get();
            assertThat(documents(options)).hasSize(USERS).isEqualTo(expected());
        } finally {
            server.close();
        }
    }

    @Test
    void missingTableFailsTheJobAndIsNamed() throws Exception {
        try (ServerJvm server = ServerJvm.start(HBaseServer.class, "--dir", dir.toString())) {
            Configuration options = StoreFixtures.options(server.ready());
            options.set(HBaseOptions.TABLE, "nowhere");
            assertThatThrownBy(() -> StoreFixtures.write(options, StoreMutation.eraseUser("u", 1)))
                    .hasStackTraceContaining("HBase refuses what is written")
                    .hasStackTraceContaining("nowhere");
        }
    }

    private static JobClient startJob(Configuration options) throws Exception {
        StreamExecutionEnvironment environment = StoreFixtures.environment();
        environment.enableCheckpointing(500);
        environment
                .fromSequence(0, USERS - 1)
                .map(new HalfWay())
                .map(
                        number ->
                                StoreMutation.putReview(
                                        "user-" + number, 2025, Slot.LIVE, document(number), 1))
                .sinkTo(new HBaseSink(options));
        return environment.executeAsync();
    }

    /** On the same ports, as region servers have that come back. */
    private ServerJvm restart(Map<String, String> addresses) throws Exception {
        String[] bootstrap = addresses.get("bootstrap").split(",");
        return ServerJvm.start(
                HBaseServer.class,
                "--dir",
                dir.toString(),
                "--zookeeper-port",
                port(addresses.get("quorum")),
                "--master-port",
                port(bootstrap[0]),
                "--region-port",
                port(bootstrap[1]));
    }

    private static String port(String address) {
        return address.substring(address.indexOf(':') + 1);
    }

    private static Map<String, String> documents(Configuration options) throws Exception {
        Map<String, String> documents = new HashMap<>();
        try (ReviewReader reader = new ReviewReader(options)) {
            reader.forEach(
                    2025, Slot.LIVE, review -> documents.put(review.userId(), review.json()));
        }
        return documents;
    }

    private static Map<String, String> expected() {
        Map<String, String> documents = new HashMap<>();
        for (long number = 0; number < USERS; number++) {
            documents.put("user-" + number, document(number));
        }
        return documents;
    }

    private static String document(long number) {
        return "{\"user_id\":\"user-" + number + "\",\"remarkable_days\":[]}";
    }

    /** Holds the stream half way until the test lets it go on. */
    private static final class HalfWay implements MapFunction<Long, Long> {
        private static final long serialVersionUID = 1L;
        private static final CountDownLatch REACHED = new CountDownLatch(1);
        private static final CountDownLatch GO_ON = new CountDownLatch(1);

        @Override
        public Long map(Long number) throws InterruptedException {
            if (number == USERS / 2) {
                REACHED.countDown();
                GO_ON.await();
            }
            return number;
        }
    }
}
