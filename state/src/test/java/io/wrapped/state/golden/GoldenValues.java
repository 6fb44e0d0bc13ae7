package io.wrapped.state.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Encoded values of one type of state, a file a version with one line a value: its name and the
 * bytes. A file is written once, by {@value #COMMAND}, and never changes after its version was
 * released.
 */
public final class GoldenValues {
    private static final String COMMAND =
            "./mvnw -q -pl state,operators -am test -Dtest='*EncodingTest'"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dwrapped.encodings=write";
    private static final Path FOLDER = Path.of("src/test/resources/encodings");

    private GoldenValues() {}

    /** The values of each version of a type, by name. */
    public static SortedMap<Integer, SortedMap<String, byte[]>> of(String type) throws IOException {
        Pattern fileName = Pattern.compile(Pattern.quote(type) + "-v([0-9]+)\\.txt");
        SortedMap<Integer, SortedMap<String, byte[]>> versions = new TreeMap<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                Matcher matcher = fileName.matcher(file.getFileName().toString());
                if (matcher.matches()) {
                    versions.put(Integer.valueOf(matcher.group(1)), read(file));
                }
            }
        }
        assertThat(versions).as("files " + FOLDER + "/" + type + "-v…; " + COMMAND).isNotEmpty();
        return versions;
    }

    /**
     * Fails unless the newest version that is kept is today's, and holds what is written today.
     *
     * @param written by name
     */
    public static void assertNewest(
            String type, int version, SortedMap<String, byte[]> written, Class<?> versionHolder)
            throws IOException {
        Path file = FOLDER.resolve(type + "-v" + version + ".txt");
        if ("write".equals(System.getProperty("wrapped.encodings")) && !Files.exists(file)) {
            write(file, written);
        }
        assertThat(of(type).lastKey())
                .as("the newest version of " + type + "; kept by: " + COMMAND)
                .isEqualTo(version);
        assertThat(text(written))
                .as(
                        "what is written of "
                                + type
                                + " in version "
                                + version
                                + ", line by line. Where that was to change, raise the version in "
                                + versionHolder.getSimpleName()
                                + ", go on reading the old one, and keep the new one by: "
                                + COMMAND)
                .containsExactlyEntriesOf(text(of(type).get(version)));
    }

    private static SortedMap<String, byte[]> read(Path file) throws IOException {
        SortedMap<String, byte[]> values = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ", 2);
            values.put(words[0], Base64.getDecoder().decode(words[1]));
        }
        return values;
    }

    private static void write(Path file, SortedMap<String, byte[]> values) throws IOException {
        StringBuilder lines = new StringBuilder();
        text(values)
                .forEach(
                        (name, bytes) -> lines.append(name).append(' ').append(bytes).append('\n'));
        Files.createDirectories(FOLDER);
        Files.writeString(file, lines);
    }

    private static SortedMap<String, String> text(Map<String, byte[]> values) {
        SortedMap<String, String> text = new TreeMap<>();
        values.forEach((name, bytes) -> text.put(name, Base64.getEncoder().encodeToString(bytes)));
        return text;
    }
}
