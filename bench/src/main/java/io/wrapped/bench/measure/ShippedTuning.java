package io.wrapped.bench.measure;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;

/** The RocksDB options that the project ships; every job gets them. */
final class ShippedTuning {
    private static final String ROCKSDB = "state.backend.rocksdb.";

    private ShippedTuning() {}

    /**
     * Those of flink-conf.
     *
     * @throws IllegalStateException where that is not found: with other options contestants cost up
     *     to twice as much
     */
    static Configuration load() {
        String home = System.getProperty("wrapped.home");
        if (home == null || !Files.isDirectory(Path.of(home, "flink-conf"))) {
            throw new IllegalStateException(
                    "no flink-conf in the folder that the system property wrapped.home names: "
                            + home);
        }
        Configuration tuning = new Configuration();
        GlobalConfiguration.loadConfiguration(Path.of(home, "flink-conf").toString())
                .toMap()
                .forEach(
                        (key, value) -> {
                            if (key.startsWith(ROCKSDB)) {
                                tuning.setString(key, value);
                            }
                        });
        return tuning;
    }
}
