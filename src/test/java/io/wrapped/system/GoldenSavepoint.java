package io.wrapped.system;

import io.wrapped.operators.serialization.StateType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A savepoint of the wrapped job as one version of its state wrote it, with what a test must know:
 * the versions, where the sources stood, and the reviews that must come of it.
 */
record GoldenSavepoint(Path folder) {
    static final int PARALLELISM = 2;
    private static final Path ALL = Path.of("resources/savepoints").toAbsolutePath();

    /** The one of a version, which may not exist yet. */
    static GoldenSavepoint of(int number) {
        return new GoldenSavepoint(ALL.resolve(String.valueOf(number)));
    }

    /** All that are kept, the newest last. */
    static List<GoldenSavepoint> all() throws IOException {
        if (!Files.exists(ALL)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(ALL)) {
            return folders.map(GoldenSavepoint::new)
                    .sorted(Comparator.comparingInt(GoldenSavepoint::number))
                    .toList();
        }
    }

    /** The version of every encoding that today's job writes. */
    static SortedMap<String, String> versionsOfToday() {
        return Arrays.stream(StateType.values())
                .collect(
                        Collectors.toMap(
                                StateType::id,
                                type -> String.valueOf(type.version()),
                                (one, other) -> one,
                                TreeMap::new));
    }

    int number() {
        return Integer.parseInt(folder.getFileName().toString());
    }

    /** The system whose topics its sources read. */
    String system() {
        return "golden-" + number();
    }

    Path savepoint() {
        return folder.resolve("savepoint");
    }

    SortedMap<String, String> versions() throws IOException {
        return read("versions.properties");
    }

    /** Where the sources stood: the offset of each partition, spelled topic/partition. */
    SortedMap<String, String> offsets() throws IOException {
        return read("offsets.properties");
    }

    /** The system whose requests its report job reads. */
    String reportSystem() {
        return system() + "-reports";
    }

    /** Of the report job, which older versions have none of. */
    Path reports() {
        return folder.resolve("reports");
    }

    Path reportSavepoint() {
        return reports().resolve("savepoint");
    }

    /** Where the report job's source stood, as {@link #offsets}. */
    SortedMap<String, String> reportOffsets() throws IOException {
        return read("reports/offsets.properties");
    }

    /** The stories that had been asked for and not been answered: user and column of each. */
    List<String> stories() throws IOException {
        return Files.readAllLines(reports().resolve("stories.txt"));
    }

    void writeReports(SortedMap<String, String> offsets, List<String> stories) throws IOException {
        write("reports/offsets.properties", offsets);
        Files.write(reports().resolve("stories.txt"), stories);
    }

    /** The documents of a year, by user. */
    SortedMap<String, String> reviews(int year) throws IOException {
        SortedMap<String, String> reviews = new TreeMap<>();
        for (String line : Files.readAllLines(folder.resolve("reviews-" + year + ".jsonl"))) {
            reviews.put(Json.read(line).path("user_id").asText(), line);
        }
        return reviews;
    }

    void writeVersions(SortedMap<String, String> versions) throws IOException {
        write("versions.properties", versions);
    }

    void writeOffsets(SortedMap<String, String> offsets) throws IOException {
        write("offsets.properties", offsets);
    }

    void writeReviews(int year, SortedMap<String, String> reviews) throws IOException {
        Files.write(folder.resolve("reviews-" + year + ".jsonl"), reviews.values());
    }

    private SortedMap<String, String> read(String file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(folder.resolve(file))) {
            properties.load(in);
        }
        SortedMap<String, String> values = new TreeMap<>();
        properties.forEach((key, value) -> values.put(key.toString(), value.toString()));
        return values;
    }

    private void write(String file, SortedMap<String, String> values) throws IOException {
        Files.write(
                folder.resolve(file),
                values.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList());
    }

    @Override
    public String toString() {
        return "savepoint " + number();
    }
}
