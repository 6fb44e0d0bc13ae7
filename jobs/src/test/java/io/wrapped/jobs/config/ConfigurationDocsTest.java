package io.wrapped.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The documentation shows all options as they are. */
class ConfigurationDocsTest {
    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();
    private static final String BEGIN = "<!-- options: written by ConfigurationDocsTest -->\n";
    private static final String END = "<!-- end of options -->\n";

    @Test
    void theReadmeShowsAllOptions() throws IOException {
        options("README.md").assertShows(OptionTables.table());
    }

    @Test
    void theConfigurationPageShowsAllOptions() throws IOException {
        options("docs/configuration.md").assertShows(OptionTables.sections());
    }

    private static WrittenPart options(String page) {
        return new WrittenPart(page, BEGIN, END, ConfigurationDocsTest.class);
    }

    @Test
    void everyClassOfOptionsIsDocumented() throws IOException {
        List<String> documented =
                Arrays.stream(OptionArea.values()).map(area -> area.holder().getName()).toList();

        assertThat(classesWithOptions())
                .as("classes that declare options; add a missing one to OptionArea")
                .containsExactlyInAnyOrderElementsOf(documented)
                .allMatch(name -> name.endsWith("Options"));
    }

    @ParameterizedTest
    @EnumSource
    void keysOfAnAreaShareTheirPrefixAndAreKebabCase(OptionArea area) {
        List<String> keys = area.options().stream().map(ConfigOption::key).toList();

        assertThat(keys).isNotEmpty();
        String prefix = keys.get(0).substring(0, keys.get(0).indexOf('.') + 1);
        assertThat(keys)
                .allMatch(key -> key.startsWith(prefix))
                .allMatch(key -> key.matches("[a-z]+(\\.[a-z]+(-[a-z]+)*)+"));
    }

    /** Found in the sources, so that a class which nothing refers to is found as well. */
    private static List<String> classesWithOptions() throws IOException {
        List<String> classes = new ArrayList<>();
        for (String module : List.of("state", "operators", "sinks", "jobs")) {
            Path sources = PROJECT.resolve(module).resolve("src/main/java");
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    if (Files.readString(file).contains("static final ConfigOption<")) {
                        String name = sources.relativize(file).toString().replace('/', '.');
                        classes.add(name.substring(0, name.length() - ".java".length()));
                    }
                }
            }
        }
        return classes;
    }
}
