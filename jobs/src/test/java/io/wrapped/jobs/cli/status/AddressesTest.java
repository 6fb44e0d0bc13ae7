package io.wrapped.jobs.cli.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressesTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static ServerSocket listener() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static String address(ServerSocket listener) {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    @Test
    void oneThatListensIsEnough() throws IOException {
        String gone;
        try (ServerSocket closed = listener()) {
            gone = address(closed);
        }
        try (ServerSocket listens = listener()) {
            assertThat(Addresses.unreachable(gone, LIMIT)).contains("ConnectException");
            assertThat(Addresses.unreachable(gone + "," + address(listens), LIMIT)).isNull();
        }
    }

    @Test
    void theTimeIsForAllOfThemTogether() throws IOException {
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket full = listener()) {
            fill(full, waiting);
            String servers = String.join(",", Collections.nCopies(8, address(full)));
            long began = System.nanoTime();

            String reason = Addresses.unreachable(servers, Duration.ofSeconds(2));

            assertThat(reason).startsWith("SocketTimeoutException");
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isLessThan(Duration.ofSeconds(20));
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    /** Until whoever connects then waits, as at a machine that drops what it is sent. */
    private static void fill(ServerSocket listener, List<Socket> waiting) throws IOException {
        for (int i = 0; i < 20; i++) {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(listener.getLocalSocketAddress(), 500);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
    }

    @Test
    void whatIsNoAddressIsNamed() {
        assertThatThrownBy(() -> Addresses.unreachable("kafka", LIMIT))
                .hasMessage("'kafka' is no address, expected HOST:PORT");
    }
}
