package io.wrapped.sinks.hbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HBaseClientTest {

    static List<ConfigOption<String>> registries() {
        return List.of(HBaseOptions.ZOOKEEPER_QUORUM, HBaseOptions.BOOTSTRAP_SERVERS);
    }

    /** So that a job that starts while HBase is away waits, and is not started again and again. */
    @ParameterizedTest
    @MethodSource("registries")
    void thatNobodyListensPasses(ConfigOption<String> registry) throws IOException {
        Configuration options = new Configuration();
        options.set(registry, "127.0.0.1:" + nobodysPort());
        options.set(HBaseOptions.OPERATION_TIMEOUT, Duration.ofSeconds(4));
        options.set(HBaseOptions.RPC_TIMEOUT, Duration.ofSeconds(2));
        try (HBaseClient client = new HBaseClient(options)) {
            Throwable failure = catchThrowable(client.open()::join);

            assertThat(failure).isNotNull();
            assertThat(RetryDecision.isPassing(failure)).as("%s", failure).isTrue();
        }
    }

    private static int nobodysPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
