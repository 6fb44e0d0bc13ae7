package io.wrapped.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The {@code wrapped} command as people start it, by its launcher. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class CommandITCase {
    private static final Path LAUNCHER = Path.of("../../wrapped").toAbsolutePath().normalize();
    private static final long DAY_MS = TimeUnit.DAYS.toMillis(1);

    @TempDir Path folder;
    private Path plays;

    /** How a command ended. */
    private record Ended(int code, String out, String err) {}

    @BeforeEach
    void writePlays() throws IOException {
        plays = folder.resolve("plays.jsonl");
        long newYear = Instant.parse("2025-01-01T12:00:00Z").toEpochMilli();
        List<String> lines = new ArrayList<>();
        for (int song = 0; song < 40; song++) {
            lines.add(play(song, newYear + DAY_MS * (song / 8) + song * 300_000L));
        }
        Files.write(plays, lines);
    }

    @Test
    void theSameInputAgainChangesNoByteAndAsksTheModelForNothing() throws Exception {
        String kept = folder.resolve("kept").toString();

        Ended first = review("--keep", kept);
        Ended second = review("--keep", kept);
        Ended fresh = review();

        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out()).contains("\"user_id\":\"ana\"", "\"status\":\"complete\"");
        assertThat(first.err()).doesNotContain("asked 0 times");
        assertThat(second.err()).contains("The story writer was asked 0 times.");
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(fresh.out()).isEqualTo(first.out());
    }

    @Test
    void aSystemThatIsKeptUpIsUsedByTheOtherCommands() throws Exception {
        Process up =
                start(
                        "up",
                        "--dir",
                        folder.resolve("up").toString(),
                        "--kafka-port=0",
                        "--zookeeper-port=0",
                        "--flink-port=0");
        try (BufferedReader said = up.inputReader()) {
            String kafka = "--kafka=" + address("Kafka", said);
            String hbase = "--hbase=" + address("ZooKeeper", said);
            String flink = "--flink=" + address("Flink", said);

            Ended imported = run("import", kafka, "--format", "play-jsonl", plays.toString());
            assertThat(imported.out()).as(imported.err()).containsPattern("streams +40\\n");
            assertThat(run("trigger", kafka, "--year", "2025").out()).contains("1 listener was");
            assertThat(run("trigger", kafka, "--year", "2025", "--users", "bob").code())
                    .isEqualTo(1);
            Ended shown = run("show", hbase, "ana", "--slot", "final", "--year", "2025");
            assertThat(shown.out()).contains("ana · 2025", "40 streams");
            assertThat(run("exclude", kafka, "ana", "--track", "song:1").code()).isZero();
            assertThat(run("erase", kafka, hbase, "ana").code()).isZero();
            assertThat(run("show", hbase, "ana").err()).contains("HBase holds no review of ana");
            // Well once the jobs have made a checkpoint.
            Awaitility.await()
                    .atMost(2, TimeUnit.MINUTES)
                    .until(() -> run("doctor", kafka, hbase, flink), ended -> ended.code() == 0);

            up.destroy();
            assertThat(up.waitFor()).isZero();
        } finally {
            up.destroy();
        }
    }

    private Ended review(String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("review", "--stories"));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("--format", "play-jsonl", "--year", "2025", plays.toString()));
        return run(arguments.toArray(String[]::new));
    }

    private Ended run(String... arguments) throws Exception {
        Process process = start(arguments);
        String out = new String(process.getInputStream().readAllBytes());
        int code = process.waitFor();
        return new Ended(code, out, Files.readString(errors(arguments[0])));
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(errors(arguments[0]).toFile()).start();
    }

    private Path errors(String command) {
        return folder.resolve(command + ".err");
    }

    private static String address(String server, BufferedReader said) throws IOException {
        Pattern pattern =
                Pattern.compile(" +" + server + " +(?:http://)?(127\\.0\\.0\\.1:[0-9]+).*");
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        throw new IOException("`wrapped up` did not tell where " + server + " is");
    }

    private static String play(int song, long endedAt) {
        return """
        {"event_id":"e%d","user_id":"ana","content_uri":"song:%d","kind":"MUSIC","ended_at":%d,\
        "ms_played":240000,"private_session":false,"source":{"title":"Song %d","artist":"Band %d"}}\
        """
                .formatted(song, song, endedAt, song, song % 6);
    }
}
