package io.wrapped.bench.measure;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;

/** The RocksDB options that the project ships; every job gets them. */
final class ShippedTuning {
    private static final String ROCKSDB = "state.backend.rocksdb.";

    private ShippedTuning() {}

    /** Those of flink-conf, where the project's folder is known. */
    static Configuration load() {
        Configuration tuning = new Configuration();
        String home = System.getProperty("wrapped.home");
        if (home == null || !Files.isDirectory(Path.of(home, "flink-conf"))) {
            return tuning;
        }
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
