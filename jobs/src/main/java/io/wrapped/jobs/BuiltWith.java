package io.wrapped.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** Versions of this build and of what it was built with, which the build writes down. */
public record BuiltWith(String wrapped, String flink, String kafka, String hbase, int java) {
    private static final String FILE = "built.properties";

    /** Those of the classes that run. */
    public static BuiltWith current() {
        Properties properties = new Properties();
        try (InputStream file =
                Objects.requireNonNull(BuiltWith.class.getResourceAsStream(FILE), FILE)) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
        return new BuiltWith(
                value(properties, "wrapped"),
                value(properties, "flink"),
                value(properties, "kafka"),
                value(properties, "hbase"),
                Integer.parseInt(value(properties, "java")));
    }

    private static String value(Properties properties, String name) {
        return Objects.requireNonNull(properties.getProperty(name), name);
    }
}
