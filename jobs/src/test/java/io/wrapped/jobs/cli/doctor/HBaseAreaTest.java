package io.wrapped.jobs.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HBaseAreaTest {
    @Test
    void serversThatDiedAreStartedOrForgotten() {
        Verdict some = HBaseArea.servers(3, 1);

        assertThat(HBaseArea.servers(1, 0)).isEqualTo(Verdict.ok("1 region server"));
        assertThat(HBaseArea.servers(0, 1).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(some.outcome()).isEqualTo(Outcome.WARNING);
        assertThat(some.found()).isEqualTo("3 region servers and 1 that died");
        // One that was taken out stays among the dead until somebody says so.
        assertThat(some.remedy()).contains("start those again", "clear_deadservers");
    }
}
