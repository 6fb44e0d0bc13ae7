package io.wrapped.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBNativeMetricOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The configuration that a cluster is given says what it means to say. */
class FlinkConfTest {
    private static final Path FOLDER = Path.of("../flink-conf").toAbsolutePath().normalize();

    private final Configuration configuration =
            GlobalConfiguration.loadConfiguration(FOLDER.toString());

    @Test
    void everyKeyIsOneThatFlinkKnows() {
        Set<String> known =
                Stream.of(
                                CheckpointingOptions.class,
                                CoreOptions.class,
                                JobManagerOptions.class,
                                RestOptions.class,
                                RestartStrategyOptions.class,
                                RocksDBConfigurableOptions.class,
                                RocksDBNativeMetricOptions.class,
                                RocksDBOptions.class,
                                StateBackendOptions.class,
                                StateRecoveryOptions.class,
                                TaskManagerOptions.class,
                                WebOptions.class)
                        .flatMap(holder -> OptionArea.optionsOf(holder).stream())
                        .map(ConfigOption::key)
                        .collect(Collectors.toSet());

        assertThat(known).containsAll(configuration.keySet());
        assertThat(configuration.keySet()).isNotEmpty();
    }

    @Test
    void stateLiesInRocksDbAndOutlivesTheJob() {
        assertThat(configuration.get(StateBackendOptions.STATE_BACKEND)).isEqualTo("rocksdb");
        assertThat(configuration.get(CheckpointingOptions.INCREMENTAL_CHECKPOINTS)).isTrue();
        assertThat(configuration.get(CheckpointingOptions.CHECKPOINTING_INTERVAL))
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(configuration.get(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION))
                .isEqualTo(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        assertThat(configuration.get(RocksDBOptions.TIMER_SERVICE_FACTORY)).hasToString("ROCKSDB");
    }

    @Test
    void startsNeverShareASecond() {
        assertThat(configuration.get(RestartStrategyOptions.RESTART_STRATEGY))
                .isEqualTo("exponential-delay");
        assertThat(
                        configuration.get(
                                RestartStrategyOptions
                                        .RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void memoryAddsUp() {
        MemorySize managed =
                TaskExecutorProcessUtils.processSpecFromConfig(configuration)
                        .getManagedMemorySize();

        assertThat(managed).isGreaterThan(MemorySize.ofMebiBytes(1024));
        assertThat(
                        JobManagerProcessUtils.processSpecFromConfig(configuration)
                                .getJvmHeapMemorySize())
                .isGreaterThan(MemorySize.ofMebiBytes(512));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "log4j.properties",
                "log4j-console.properties",
                "log4j-json.properties",
                "log4j-cli.properties"
            })
    void logsGoSomewhere(String name) throws IOException {
        Properties logging = new Properties();
        try (Reader file = Files.newBufferedReader(FOLDER.resolve(name))) {
            logging.load(file);
        }
        List<String> appenders = values(logging, "appender\\.\\w+\\.name");
        List<String> used = values(logging, "rootLogger\\.appenderRef\\.\\w+\\.ref");

        assertThat(used).isNotEmpty().isEqualTo(appenders);
    }

    private static List<String> values(Properties properties, String keys) {
        return properties.stringPropertyNames().stream()
                .filter(key -> key.matches(keys))
                .map(properties::getProperty)
                .toList();
    }
}
