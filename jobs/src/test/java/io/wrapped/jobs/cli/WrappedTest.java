package io.wrapped.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class WrappedTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine command = Wrapped.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        return command.execute(arguments);
    }

    private void refuses(String reason, String... arguments) {
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(err.toString()).startsWith("wrapped: ").contains(reason, "--help");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "review",
                "up",
                "import",
                "trigger",
                "show",
                "exclude",
                "erase",
                "create",
                "status",
                "doctor",
                "load",
                "replay",
                "savepoint",
                "bootstrap"
            })
    void everyCommandHasHelp(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).contains("Usage: wrapped " + command);
    }

    @Test
    void statusSaysWhatDoesNotAnswer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String kafka = "--kafka=127.0.0.1:" + silent.getLocalPort();
            String nobody;
            try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                nobody = "127.0.0.1:" + gone.getLocalPort();
            }

            assertThat(run("status", kafka, "--flink", nobody)).isEqualTo(1);
            assertThat(err.toString())
                    .contains("Flink does not answer at http://" + nobody, "is it running?");
        }
    }

    @Test
    void statusNeedsAddressesOfFlink() {
        refuses("--flink ://x is no address", "status", "--flink", "://x");
        refuses("--flink ://y is no address", "status", "--flink=127.0.0.1:1", "--flink=://y");
    }

    @Test
    void doctorLooksAtAllThatIsNotLeftOut() throws IOException {
        String nobody = "127.0.0.1:" + unusedPort();
        PrintStream usual = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, UTF_8));
        try {
            assertThat(run("doctor", "--skip", "kafka,HBASE,flink")).isZero();
            assertThat(run("doctor", "--skip=kafka,model,hbase", "--flink", nobody)).isEqualTo(1);
            assertThat(
                            run(
                                    "doctor",
                                    "--skip=kafka,model,hbase",
                                    "--flink=localhost:1,localhost:2",
                                    "--flink=localhost:3"))
                    .isEqualTo(1);
            assertThat(
                            run(
                                    "doctor",
                                    "--json",
                                    "--skip=model,flink",
                                    "--kafka=" + nobody,
                                    "--hbase=" + nobody))
                    .isEqualTo(1);
        } finally {
            System.setOut(usual);
        }
        // Long lines are broken where they fit no more.
        assertThat(printed.toString(UTF_8).replaceAll("\n +\\(", " ("))
                .contains(
                        "nobody answers at http://" + nobody,
                        "http://localhost:1 (ConnectException)",
                        "http://localhost:2 (ConnectException)",
                        "http://localhost:3 (ConnectException)",
                        "\"found\":\"nobody listens at " + nobody);
    }

    @Test
    void doctorsOptionsAreChecked() {
        refuses("--timeout soon", "doctor", "--timeout", "soon");
        refuses("--timeout 1ms", "doctor", "--timeout", "1ms");
        refuses("but was 'everything'", "doctor", "--skip", "everything");
        refuses("--flink ://x is no address", "doctor", "--flink", "://x");
        refuses("--flink ://y is no address", "doctor", "--flink", "127.0.0.1:1,://y");
    }

    @Test
    void aLoadsOptionsAreChecked() {
        refuses("--run a b is not", "load", "--run", "a b");
        refuses("--run a b is not", "load", "--remove", "--run", "a b");
        refuses("--plays -1.0 is not a rate", "load", "--plays", "-1");
        refuses("--reads NaN is not a rate", "load", "--reads", "NaN");
        refuses("--users 0 is not", "load", "--users", "0");
        refuses("--for 10ms is not 1s or more", "load", "--for", "10ms");
        refuses("--window soon is not", "load", "--window", "soon");
        refuses("--reads needs --readers-from then", "load", "--plays", "0");
        refuses("makes 3600 windows of --for 1h", "load", "--for", "1h", "--window", "1s");
    }

    @Test
    void triggersOfALoadAreBoundedAndTheirCostIsToldFirst() {
        refuses(
                "--triggers 10.0 for 1min are 600, and --max-triggers is 100",
                "load",
                "--triggers",
                "10");

        PrintStream usual = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, UTF_8));
        try {
            assertThat(
                            run(
                                    "load",
                                    "--triggers=1",
                                    "-Dstory.completion-token-price=10",
                                    "-Dstory.max-tokens=1000"))
                    .isZero();
        } finally {
            System.setOut(usual);
        }
        assertThat(printed.toString(UTF_8))
                .contains(
                        "60 triggers may ask for 300 stories: up to 600 calls of the model, which"
                                + " writes up to 600,000 tokens (6.00 at"
                                + " story.completion-token-price)",
                        "Nothing was sent; --yes sends it.");
    }

    @Test
    void aLoadSendsNoPlaysThatTheJobsWouldRefuse() {
        assertThat(run("load", "-Dkafka.play-format=json")).isEqualTo(1);
        assertThat(err.toString()).contains("the jobs read plays as json (kafka.play-format)");
    }

    @Test
    void noCommandIsWrongUsage() {
        refuses("which command?");
    }

    @Test
    void userIdsAreBounded() {
        refuses("1 to 128 characters", "review", "--format", "lastfm", "--user", "", "x");
        refuses("1 to 128 characters", "show", "🎧".repeat(129));
        refuses("1 to 128 characters", "trigger", "--year", "2025", "--users", "a,,b");
    }

    @Test
    void aReviewsOptionsMustFitTogether() {
        refuses("not a time zone", "review", "--format", "lastfm", "--zone", "Mars", "x");
        refuses("not a format", "review", "--format", "mp3", "x");
        refuses("not a year", "review", "--format", "lastfm", "--year", "20x5", "x");
        refuses(
                "not in --year",
                "review",
                "--format",
                "lastfm",
                "--year",
                "2024",
                "--through",
                "2025-06-30",
                "x");
        refuses(
                "one or the other",
                "review",
                "--format",
                "lastfm",
                "--control",
                "c",
                "--year",
                "2024",
                "x");
        refuses("only once", "review", "--format", "lastfm", "-", "-");
        refuses("--model needs", "review", "--format", "lastfm", "--model", "large", "x");
    }

    @Test
    void aTriggersOptionsMustFitTogether() {
        refuses("--year", "trigger");
        refuses("not in --year", "trigger", "--year", "2024", "--through", "2025-06-30");
        refuses("SALT:SHARE", "trigger", "--year", "2024", "--cohort", "spring:1.5");
        refuses(
                "mutually exclusive",
                "trigger",
                "--year",
                "2024",
                "--cohort",
                "s:1",
                "--users",
                "a");
        refuses("preview or final", "trigger", "--year", "2024", "--purpose", "live");
    }

    @Test
    void exactlyOneThingIsExcluded() {
        refuses("--track", "exclude", "ana");
        refuses("mutually exclusive", "exclude", "ana", "--track", "t", "--show", "s");
        refuses("the id is empty", "exclude", "ana", "--artist", "");
    }

    @Test
    void beginningAnewNeedsAZone() {
        refuses("--undo needs --zone", "erase", "ana", "--undo");
        refuses("--undo only", "erase", "ana", "--zone", "Europe/London");
        refuses("do not go together", "erase", "ana", "--undo", "--zone", "UTC", "--check");
    }

    @Test
    void aSavepointIsOnlyInspected() {
        refuses("which command?", "savepoint");
        refuses("1 to 128 characters", "savepoint", "inspect", "--user", "", "x");
    }

    @Test
    void whatIsNoSavepointIsNamedInOneLine(@TempDir Path folder) throws IOException {
        Path text = Files.createDirectories(folder.resolve("text")).resolve("_metadata");
        Files.writeString(text, "something else entirely");

        assertThat(run("savepoint", "inspect", folder.resolve("nowhere").toString())).isEqualTo(1);
        assertThat(run("savepoint", "inspect", folder.toString())).isEqualTo(1);
        assertThat(run("savepoint", "inspect", text.getParent().toString())).isEqualTo(1);
        assertThat(err.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("nowhere: no such file or folder"),
                        line -> assertThat(line).contains("no file _metadata", "chk-"),
                        line -> assertThat(line).contains("text", "no savepoint"));
    }

    @Test
    void portsAreBounded() {
        refuses("not a port", "up", "--kafka-port", "70000");
    }

    @Test
    void aMissingFileFailsBeforeAnythingIsStarted() {
        assertThat(run("review", "--format", "lastfm", "nowhere.csv")).isEqualTo(1);
        assertThat(err.toString()).contains("wrapped: nowhere.csv: no such file or folder");
    }

    @Test
    void aSystemThatDoesNotAnswerIsNamedInOneLine() throws IOException {
        String nobody = "127.0.0.1:" + unusedPort();

        assertThat(run("show", "ana", "--hbase", nobody)).isEqualTo(1);
        assertThat(run("trigger", "--year", "2025", "--kafka", nobody)).isEqualTo(1);
        assertThat(err.toString().strip().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("wrapped: ") && line.contains(nobody));
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
