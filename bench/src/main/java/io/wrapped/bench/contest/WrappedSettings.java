package io.wrapped.bench.contest;

import io.wrapped.operators.listener.ListenerOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;

/** How the product's job is set up in a benchmark: as it is shipped. */
final class WrappedSettings {
    private static final String TUNING = "state.backend.rocksdb.";

    private WrappedSettings() {}

    /** The job's options. */
    static ListenerOptions options() {
        ListenerOptions shipped = ListenerOptions.of(new Configuration());
        return new ListenerOptions(
                shipped.reviewInterval(),
                shipped.sweepInterval(),
                shipped.triggerRate(),
                shipped.catalogueMemory(),
                shipped.bufferMemory(),
                shipped.reviewMemory(),
                true);
    }

    /** The RocksDB options of flink-conf, where the project's folder is known. */
    static Configuration tuning() {
        Configuration tuning = new Configuration();
        String home = System.getProperty("wrapped.home");
        if (home == null || !Files.isDirectory(Path.of(home, "flink-conf"))) {
            return tuning;
        }
        GlobalConfiguration.loadConfiguration(Path.of(home, "flink-conf").toString())
                .toMap()
                .forEach(
                        (key, value) -> {
                            if (key.startsWith(TUNING)) {
                                tuning.setString(key, value);
                            }
                        });
        return tuning;
    }
}
