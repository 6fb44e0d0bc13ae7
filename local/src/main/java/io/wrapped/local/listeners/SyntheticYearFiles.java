package io.wrapped.local.listeners;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a synthetic year into a folder: {@code plays.jsonl}, {@code catalogue.jsonl}, {@code
 * profiles.jsonl}, {@code exclusions.jsonl} with one record a line and the SPEC's field names,
 * {@code planted.json} with who the listeners are and which days stand out, and {@code
 * late-plays.jsonl} and {@code late-exclusions.jsonl} with what comes after the year's end.
 */
public final class SyntheticYearFiles {
    private static final String USAGE = "usage: --dir DIR --year YEAR";

    private SyntheticYearFiles() {}

    /** Writes the files; exit codes: 0 done, 1 failed, 2 wrong usage. */
    public static void main(String[] arguments) {
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            given.put(arguments[i], arguments[i + 1]);
        }
        String dir = given.get("--dir");
        String year = given.get("--year");
        if (dir == null || year == null || !year.matches("20[0-9][0-9]")) {
            System.err.println("synthetic year: " + USAGE);
            System.exit(2);
            return;
        }
        try {
            write(SyntheticYear.of(Integer.parseInt(year)), Path.of(dir));
        } catch (IOException e) {
            System.err.println("synthetic year: cannot write to " + dir + ": " + e);
            System.exit(1);
        }
    }

    /** Writes the files of a year; the folder is made where it is missing. */
    public static void write(SyntheticYear year, Path dir) throws IOException {
        Files.createDirectories(dir);
        lines(dir.resolve("plays.jsonl"), year.plays());
        lines(dir.resolve("catalogue.jsonl"), year.catalogue());
        lines(dir.resolve("profiles.jsonl"), year.profiles());
        lines(dir.resolve("exclusions.jsonl"), year.exclusions());
        lines(dir.resolve("late-plays.jsonl"), year.afterthoughts().latePlays());
        lines(dir.resolve("late-exclusions.jsonl"), List.of(year.afterthoughts().exclusion()));
        Files.writeString(dir.resolve("planted.json"), RecordLines.line(planted(year)) + "\n");
    }

    private static void lines(Path file, List<?> contracts) throws IOException {
        List<String> lines = new ArrayList<>();
        contracts.forEach(contract -> lines.add(RecordLines.line(contract)));
        Files.write(file, lines);
    }

    private static Map<String, Object> planted(SyntheticYear year) {
        List<Map<String, String>> listeners = new ArrayList<>();
        year.profiles()
                .forEach(
                        profile ->
                                listeners.add(
                                        described(
                                                "user_id",
                                                profile.userId(),
                                                "words",
                                                String.valueOf(
                                                        year.words().get(profile.userId())))));
        List<Map<String, String>> days = new ArrayList<>();
        year.planted()
                .forEach(
                        day ->
                                days.add(
                                        described(
                                                "user_id", day.userId(),
                                                "date", day.date().toString(),
                                                "kind", day.kind(),
                                                "words", day.words())));
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("year", year.year());
        file.put("listeners", listeners);
        file.put("planted", days);
        file.put("late_plays", year.afterthoughts().lateWords());
        file.put("late_exclusions", year.afterthoughts().exclusionWords());
        return file;
    }

    private static Map<String, String> described(String... pairs) {
        Map<String, String> described = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            described.put(pairs[i], pairs[i + 1]);
        }
        return described;
    }
}
