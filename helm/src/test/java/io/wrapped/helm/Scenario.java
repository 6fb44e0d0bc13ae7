package io.wrapped.helm;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The installations that the chart is checked for, by their files in {@code helm/values}. */
enum Scenario {
    LAPTOP("laptop.yaml"),
    PRODUCTION("production.yaml"),
    LAUNCH("production.yaml", "launch.yaml"),
    HBASE_TLS("production.yaml", "hbase-tls.yaml");

    private final List<Path> files;

    Scenario(String... files) {
        this.files = Arrays.stream(files).map(Path.of("values")::resolve).toList();
    }

    /** The files of values, of which a later one wins. */
    List<Path> files() {
        return files;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
