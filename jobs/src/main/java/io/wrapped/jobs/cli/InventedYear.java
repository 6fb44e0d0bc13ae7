package io.wrapped.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wrapped.state.contract.JsonRecords;
import io.wrapped.state.contract.Play;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of a year of invented listeners, which the {@code local} module makes.
 *
 * @param words by user, who it is
 * @param lateWords what the late plays and the late exclusion are about
 */
record InventedYear(
        Path folder,
        int year,
        Map<String, String> words,
        List<Planted> planted,
        List<String> lateWords) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String GENERATOR = "io.wrapped.local.listeners.SyntheticYearFiles";
    private static final long A_DAY_MS = Duration.ofDays(1).toMillis();

    /** A day that stands out on purpose. */
    record Planted(String userId, String date, String kind, String words) {

        /** Whether a review document tells it. */
        boolean isIn(JsonNode review) {
            for (JsonNode day : review.path("remarkable_days")) {
                if (day.path("date").asText().equals(date)
                        && day.path("kind").asText().equals(kind)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Has a year invented, below the folder of a run and with an end together with it. */
    static InventedYear invent(EmbeddedRun run, int year) throws CommandException, IOException {
        Path folder = run.folder().resolve("listeners");
        Process process =
                run.start(
                        new ProcessBuilder(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Xmx256m",
                                        "-XX:+UseSerialGC",
                                        "-XX:TieredStopAtLevel=1",
                                        "-cp",
                                        Installation.find().serverClassPath(),
                                        GENERATOR,
                                        "--dir",
                                        folder.toString(),
                                        "--year",
                                        Integer.toString(year))
                                .redirectErrorStream(true));
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new CommandException("no year could be invented: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted", e);
        }
        return read(folder);
    }

    static InventedYear read(Path folder) throws IOException {
        JsonNode file = JSON.readTree(Files.readString(folder.resolve("planted.json")));
        Map<String, String> words = new LinkedHashMap<>();
        file.required("listeners")
                .forEach(each -> words.put(text(each, "user_id"), text(each, "words")));
        List<Planted> planted = new ArrayList<>();
        file.required("planted")
                .forEach(
                        day ->
                                planted.add(
                                        new Planted(
                                                text(day, "user_id"),
                                                text(day, "date"),
                                                text(day, "kind"),
                                                text(day, "words"))));
        return new InventedYear(
                folder,
                file.required("year").intValue(),
                words,
                planted,
                List.of(text(file, "late_exclusions"), text(file, "late_plays")));
    }

    Path catalogue() {
        return folder.resolve("catalogue.jsonl");
    }

    Path profiles() {
        return folder.resolve("profiles.jsonl");
    }

    Path exclusions() {
        return folder.resolve("exclusions.jsonl");
    }

    Path plays() {
        return folder.resolve("plays.jsonl");
    }

    Path latePlays() {
        return folder.resolve("late-plays.jsonl");
    }

    Path lateExclusions() {
        return folder.resolve("late-exclusions.jsonl");
    }

    /** Plays that arrive after one of the same listener that ended more than a day later. */
    long late() throws CommandException {
        Map<String, Long> newest = new HashMap<>();
        long[] late = {0};
        JsonLines.read(
                plays(),
                line -> {
                    Play play = JsonRecords.play(line, Long.MAX_VALUE - 2 * A_DAY_MS);
                    long last = newest.merge(play.userId(), play.endedAt(), Math::max);
                    if (play.endedAt() < last - A_DAY_MS) {
                        late[0]++;
                    }
                },
                (number, line, refusal) -> {});
        return late[0];
    }

    private static String text(JsonNode node, String field) {
        return node.required(field).asText();
    }
}
