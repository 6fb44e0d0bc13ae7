package io.wrapped.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The part of a page that a test writes, when it is run with {@code -Dwrapped.docs=write}, and else
 * compares.
 *
 * @param page below the project's folder
 * @param begin the line before it
 * @param end the line after it
 * @param test who writes it
 */
public record WrittenPart(String page, String begin, String end, Class<?> test) {
    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();

    /** Asserts that the page shows it as expected, or writes it. */
    public void assertShows(String expected) throws IOException {
        Path file = PROJECT.resolve(page);
        String text = Files.readString(file);
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(end);
        assertThat(to).as("the marks in " + page).isGreaterThanOrEqualTo(from);
        if ("write".equals(System.getProperty("wrapped.docs"))) {
            Files.writeString(file, text.substring(0, from) + expected + text.substring(to));
            return;
        }
        assertThat(text.substring(from, to))
                .as(
                        "what stands in %s; written anew by: ./mvnw -q -pl jobs -am test -Dtest=%s"
                                        .formatted(page, test.getSimpleName())
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Dwrapped.docs=write")
                .isEqualTo(expected);
    }
}
