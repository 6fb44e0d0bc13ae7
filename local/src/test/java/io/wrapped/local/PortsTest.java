package io.wrapped.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void freePortsAreNoneThatOutgoingConnectionsGet() throws IOException {
        for (int i = 0; i < 50; i++) {
            assertThat(Ports.choose(0)).isBetween(20_000, 32_767);
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(Ports.LOOPBACK))) {
            assertThatThrownBy(() -> Ports.choose(taken.getLocalPort()))
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            "port " + taken.getLocalPort() + " of " + Ports.LOOPBACK + " is taken");
        }
    }
}
