package io.wrapped.jobs.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DoctorTextTest {
    private static final String DOCUMENT =
            """
            {"outcome": "FAILED", "counts": {"OK": 1, "SKIPPED": 1, "UNKNOWN": 0, "WARNING": 1,
             "FAILED": 1}, "checks": [
             {"area": "Kafka", "check": "brokers", "outcome": "OK", "found": "3 brokers",
              "remedy": ""},
             {"area": "Kafka", "check": "topic play", "outcome": "WARNING",
              "found": "retention.ms is 7 d, and `wrapped create` sets 400 d",
              "remedy": "change it by the command that follows here, which is rather long"},
             {"area": "HBase", "check": "servers", "outcome": "FAILED",
              "found": "nobody listens", "remedy": "start HBase"},
             {"area": "Model", "check": "one word", "outcome": "SKIPPED",
              "found": "no model is named", "remedy": "name it"}]}
            """;

    @Test
    void areasFollowEachOtherAndWhatIsWrongComesWithWhatToDo() {
        assertThat(DoctorText.render(DOCUMENT, new Style(60, false)))
                .isEqualTo(
                        """
                        Kafka
                          ok        brokers: 3 brokers
                          warning   topic play: retention.ms is 7 d, and `wrapped
                                    create` sets 400 d
                                    → change it by the command that follows here,
                                      which is rather long

                        HBase
                          failed    servers: nobody listens
                                    → start HBase

                        Model
                          skipped   one word: no model is named
                                    → name it

                        1 failed, 1 warning, 1 skipped, 1 ok
                        """);
    }

    @Test
    void aTerminalShowsOutcomesInColours() {
        assertThat(DoctorText.render(DOCUMENT, new Style(80, true)))
                .contains(
                        "\u001b[32mok",
                        "\u001b[33mwarning",
                        "\u001b[1;31mfailed",
                        "\u001b[2mskipped");
    }
}
