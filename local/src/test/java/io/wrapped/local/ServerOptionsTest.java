package io.wrapped.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerOptionsTest {

    @Test
    void readsFolderAndPorts() {
        ServerOptions options = parse("--port", "9092", "--dir", "/data/../data/x");
        assertThat(options.dir()).isEqualTo(Path.of("/data/x"));
        assertThat(options.port("--port")).isEqualTo(9092);
    }

    @Test
    void portThatIsNotGivenIsAnyFreeOne() {
        assertThat(parse("--dir", "d").port("--port")).isZero();
    }

    @Test
    void wrongUsageIsTold() {
        assertThatThrownBy(() -> parse("--port", "1"))
                .hasMessage("option --dir is missing; usage: --dir DIR [--port P]");
        assertThatThrownBy(() -> parse("--prot", "1"))
                .hasMessageStartingWith("unknown option '--prot'");
        assertThatThrownBy(() -> parse("--dir")).hasMessage("option --dir needs a value");
        assertThatThrownBy(() -> parse("--dir", "d", "--port", "70000"))
                .hasMessage("--port is '70000', expected a port from 0 (a free one) to 65535");
    }

    private static ServerOptions parse(String... arguments) {
        return ServerOptions.parse(arguments, List.of("--port"));
    }
}
