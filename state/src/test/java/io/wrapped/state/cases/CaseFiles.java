package io.wrapped.state.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wrapped.state.cases.Case.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads golden cases from the class path and worlds from the folder that is shared, if any. */
public final class CaseFiles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> GOLDEN =
            List.of(
                    "01-what-counts",
                    "02-copies-that-differ",
                    "03-dead-letters",
                    "04-local-dates",
                    "05-a-skipped-day",
                    "06-leap-year",
                    "07-birthday",
                    "08-through",
                    "09-eligibility",
                    "10-known-users",
                    "11-song-id",
                    "12-source-names",
                    "13-long-and-unicode-ids",
                    "14-unknown-content",
                    "15-top-lists",
                    "16-exclusions",
                    "17-music-artist-genre",
                    "18-discovery",
                    "19-nostalgic",
                    "20-unusual",
                    "21-repeat-and-diverse",
                    "22-podcasts",
                    "23-just-under",
                    "24-just-at",
                    "25-rank",
                    "26-two-kinds-one-day",
                    "27-six-kinds",
                    "28-late-and-out-of-order",
                    "29-tour",
                    "30-highest",
                    "31-erased",
                    "32-bad-profiles",
                    "33-cohort",
                    "34-cohort-small",
                    "35-cohort-of-all");

    private CaseFiles() {}

    /** All golden cases. */
    public static Stream<Case> golden() {
        return GOLDEN.stream().map(CaseFiles::golden);
    }

    /** The golden case of that name, for example {@code 12-source-names}. */
    public static Case golden(String name) {
        URL resource = CaseFiles.class.getResource("/cases/" + name + ".json");
        if (resource == null) {
            throw new IllegalArgumentException("no golden case " + name);
        }
        try {
            JsonNode file = JSON.readTree(resource);
            return new Case(
                    file.required("name").textValue(),
                    file.required("any_order").booleanValue(),
                    file.required("now").longValue(),
                    list(file.required("plays")),
                    list(file.required("catalogue")),
                    list(file.required("profiles")),
                    list(file.required("exclusions")),
                    file.required("control"),
                    report(file.required("report")),
                    refusals(list(file.required("dead_letters"))),
                    byUser(list(file.required("expected"))));
        } catch (IOException e) {
            throw new UncheckedIOException("golden case " + name + " cannot be read", e);
        }
    }

    /** All worlds of the shared folder; none where it is absent. */
    public static Stream<Case> worlds() {
        return shared().map(folder -> folder.resolve("worlds"))
                .filter(Files::isDirectory)
                .map(CaseFiles::worldsIn)
                .orElse(Stream.empty());
    }

    /**
     * The folder of shared material: the system property {@code wrapped.shared}, else a folder
     * {@code shared} beside one of the folders above the working directory.
     */
    public static Optional<Path> shared() {
        String property = System.getProperty("wrapped.shared");
        if (property != null) {
            return Optional.of(Path.of(property)).filter(Files::isDirectory);
        }
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null) {
            Path candidate = folder.resolveSibling("shared");
            if (Files.isDirectory(candidate.resolve("worlds"))) {
                return Optional.of(candidate);
            }
            folder = folder.getParent();
        }
        return Optional.empty();
    }

    private static Stream<Case> worldsIn(Path worlds) {
        try (Stream<Path> folders = Files.list(worlds)) {
            return folders
                    .filter(Files::isDirectory)
                    .sorted()
                    .map(CaseFiles::world)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(worlds + " cannot be listed", e);
        }
    }

    private static Case world(Path folder) {
        try {
            return new Case(
                    "world-" + folder.getFileName(),
                    true,
                    JSON.readTree(text(folder.resolve("world.json"))).required("now").longValue(),
                    lines(folder.resolve("plays.jsonl.gz")),
                    lines(folder.resolve("catalogue.jsonl.gz")),
                    lines(folder.resolve("profiles.jsonl")),
                    lines(folder.resolve("exclusions.jsonl")),
                    JSON.readTree(text(folder.resolve("control.json"))),
                    report(JSON.readTree(text(folder.resolve("report.json")))),
                    refusals(lines(folder.resolve("dead_letters.jsonl"))),
                    byUser(lines(folder.resolve("expected.jsonl"))));
        } catch (IOException e) {
            throw new UncheckedIOException("world " + folder + " cannot be read", e);
        }
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        List<JsonNode> records = new ArrayList<>();
        // A line ends at a line feed alone: strings may hold other separators.
        for (String line : text(file).split("\n")) {
            if (!line.isEmpty()) {
                records.add(JSON.readTree(line));
            }
        }
        return records;
    }

    private static String text(Path file) throws IOException {
        try (InputStream plain = Files.newInputStream(file);
                InputStream bytes =
                        file.toString().endsWith(".gz") ? new GZIPInputStream(plain) : plain) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<JsonNode> list(JsonNode array) {
        return IntStream.range(0, array.size()).mapToObj(array::get).toList();
    }

    private static Map<String, Long> report(JsonNode counts) {
        Map<String, Long> report = new TreeMap<>();
        counts.properties()
                .forEach(
                        count ->
                                report.merge(
                                        count.getKey().startsWith(Case.DEAD_LETTERS)
                                                ? Case.DEAD_LETTERS
                                                : count.getKey(),
                                        count.getValue().longValue(),
                                        Long::sum));
        return report;
    }

    private static Set<Refusal> refusals(List<JsonNode> deadLetters) {
        Set<Refusal> refusals = new HashSet<>();
        for (JsonNode letter : deadLetters) {
            refusals.add(
                    new Refusal(
                            letter.required("topic").textValue(),
                            letter.required("offset").intValue(),
                            letter.required("bytes").booleanValue()));
        }
        return refusals;
    }

    private static Map<String, JsonNode> byUser(List<JsonNode> documents) {
        Map<String, JsonNode> byUser = new TreeMap<>();
        documents.forEach(
                document -> byUser.put(document.required("user_id").textValue(), document));
        return byUser;
    }
}
