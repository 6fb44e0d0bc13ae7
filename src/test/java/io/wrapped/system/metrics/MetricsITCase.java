package io.wrapped.system.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wrapped.jobs.ReportJob;
import io.wrapped.jobs.WrappedJob;
import io.wrapped.jobs.cli.status.SystemStatus;
import io.wrapped.operators.story.StoryOptions;
import io.wrapped.state.metric.JobMetric;
import io.wrapped.system.harness.FlinkCluster;
import io.wrapped.system.harness.RunningJob;
import io.wrapped.system.harness.Servers;
import io.wrapped.system.harness.WrappedSystem;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.prometheus.ScrapedReporter;
import org.apache.flink.runtime.metrics.MetricNames;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Both jobs run under the names they have in production and are scraped as Prometheus does: what
 * they measure is right, and whatever dashboards and alerts ask for is there.
 */
class MetricsITCase {
    private static final Path HOME =
            Path.of(System.getProperty("wrapped.home")).toAbsolutePath().normalize();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** As the reporter writes them. */
    private static final String LISTENING = "wrapped";

    private static final String REPORTS = "wrapped_reports";

    private static final String LAST_CHECKPOINT =
            "flink_jobmanager_job_lastCheckpointCompletedTimestamp";

    private static final String OPERATORS = "flink_taskmanager_job_task_operator_";

    /** What others measure of an operator beside what {@link MetricNames} has. */
    private static final Pattern OF_OTHERS =
            Pattern.compile(
                    "currentInput\\dWatermark|split_watermark_\\w+|(\\w+_)?rocksdb_\\w+"
                            + "|Kafka(SourceReader|Producer)_\\w+");

    private static WrappedSystem system;
    private static RunningJob wrapped;
    private static RunningJob reports;
    private static Scrape scrape;

    @BeforeAll
    static void listenAndTell() throws Exception {
        Configuration options = new Configuration();
        options.set(StoryOptions.PROMPT_TOKEN_PRICE, 3.0);
        options.set(StoryOptions.COMPLETION_TOKEN_PRICE, 15.0);
        system = WrappedSystem.create("metrics", options);
        // Nobody listens there: every story fails, which is a metric as well.
        system.askModelAt("http://127.0.0.1:1");
        system.options().set(StoryOptions.MAX_ATTEMPTS, 2);
        FlinkCluster flink = FlinkCluster.shared();
        wrapped =
                flink.submit(
                        WrappedJob.NAME,
                        2,
                        "",
                        environment -> WrappedJob.add(environment, system.options()));
        reports =
                flink.submit(
                        ReportJob.NAME,
                        2,
                        "",
                        environment -> ReportJob.add(environment, system.options()));
        try (MeasuredListening listening = new MeasuredListening(system)) {
            listening.send();
        }
        Awaitility.await("everything is counted").until(MetricsITCase::isCounted);
    }

    private static boolean isCounted() throws IOException {
        wrapped.check();
        reports.check();
        scrape = Scrape.now();
        Files.writeString(Servers.FOLDER.resolve("scrape.txt"), ScrapedReporter.scrape());
        double requested = scrape.sum(LISTENING, JobMetric.STORIES_REQUESTED);
        return requested > 0
                && scrape.sum(REPORTS, JobMetric.STORIES_FAILED) == requested
                && scrape.sum(REPORTS, JobMetric.STORIES_WAITING) == 0
                && scrape.sum(LISTENING, JobMetric.REVIEWS_WRITTEN) > 0
                && hasCheckpoint(LISTENING)
                && hasCheckpoint(REPORTS);
    }

    private static boolean hasCheckpoint(String job) {
        return scrape.series().stream()
                .filter(series -> series.name().equals(LAST_CHECKPOINT))
                .filter(series -> series.label("job_name").equals(job))
                .anyMatch(series -> series.value() > 0);
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {wrapped, reports, system}) {
            each.close();
        }
    }

    @Test
    void everyMetricIsThere() {
        List<String> names = scrape.series().stream().map(Scrape.Series::name).distinct().toList();

        assertThat(names)
                .containsAll(Stream.of(JobMetric.values()).map(JobMetric::prometheusName).toList());
    }

    /** Whatever an operator measures that is not Flink's own is named, and so documented. */
    @Test
    void noMetricIsNamedElsewhere() throws IllegalAccessException {
        Set<String> known =
                Stream.of(JobMetric.values())
                        .map(JobMetric::prometheusName)
                        .collect(Collectors.toSet());
        Set<String> flinks = new HashSet<>();
        for (Field name : MetricNames.class.getFields()) {
            flinks.add(OPERATORS + name.get(null));
        }

        assertThat(scrape.series())
                .extracting(Scrape.Series::name)
                .filteredOn(name -> name.startsWith(OPERATORS))
                .filteredOn(name -> !flinks.contains(name))
                .filteredOn(
                        name -> !OF_OTHERS.matcher(name.substring(OPERATORS.length())).matches())
                .extracting(name -> name.replaceAll("_count$", ""))
                .isNotEmpty()
                .isSubsetOf(known);
    }

    @Test
    void playsAreCountedByWhatBecameOfThem() {
        assertThat(scrape.sum(LISTENING, JobMetric.STREAMS)).isEqualTo(MeasuredListening.STREAMS);
        assertThat(scrape.sum(LISTENING, JobMetric.DUPLICATES)).isEqualTo(1);
        assertThat(scrape.sum(LISTENING, JobMetric.SHORT_PLAYS)).isEqualTo(1);
        assertThat(scrape.sum(LISTENING, JobMetric.PRIVATE_PLAYS)).isEqualTo(1);
        assertThat(scrape.sum(LISTENING, JobMetric.LATE_PLAYS)).isEqualTo(3);
        assertThat(scrape.sum(LISTENING, JobMetric.LATE_PLAYS, "hours")).isEqualTo(1);
        assertThat(scrape.sum(LISTENING, JobMetric.LATE_PLAYS, "weeks")).isEqualTo(1);
        assertThat(scrape.sum(LISTENING, JobMetric.LATE_PLAYS, "years")).isEqualTo(1);
        assertThat(scrape.sum(LISTENING, JobMetric.DEAD_LETTERS)).isEqualTo(3);
        assertThat(scrape.sum(LISTENING, JobMetric.REFUSED, "cannot_be_decoded")).isEqualTo(2);
        assertThat(scrape.sum(LISTENING, JobMetric.REFUSED, "event_id_out_of_bounds")).isEqualTo(1);
    }

    @Test
    void storiesAndTheStoreAreCounted() {
        assertThat(scrape.sum(REPORTS, JobMetric.STORIES_FAILED, "MODEL_UNAVAILABLE"))
                .isEqualTo(scrape.sum(LISTENING, JobMetric.STORIES_REQUESTED))
                .isPositive();
        assertThat(scrape.sum(REPORTS, JobMetric.MODEL_ASKED))
                .isEqualTo(2 * scrape.sum(REPORTS, JobMetric.STORIES_FAILED));
        for (String job : List.of(LISTENING, REPORTS)) {
            assertThat(scrape.series())
                    .filteredOn(series -> series.label("job_name").equals(job))
                    .filteredOn(
                            series ->
                                    series.name()
                                            .equals(
                                                    JobMetric.STORE_LATENCY_MILLIS.prometheusName()
                                                            + "_count"))
                    .anyMatch(series -> series.value() > 0);
        }
    }

    @Test
    void statusTellsTheSame() throws Exception {
        // Flink asks RocksDB for it every five seconds.
        JsonNode status =
                Awaitility.await("an estimate of listeners")
                        .until(
                                MetricsITCase::status,
                                now -> now.at("/jobs/0/listening/listeners").asInt() > 0);

        JsonNode listening = status.at("/jobs/0/listening");
        assertThat(listening.path("streams").asInt()).isEqualTo(MeasuredListening.STREAMS);
        assertThat(listening.path("plays").asInt()).isEqualTo(MeasuredListening.PLAYS);
        assertThat(listening.at("/late/weeks").asInt()).isEqualTo(1);
        assertThat(listening.at("/refused/event_id_out_of_bounds").asInt()).isEqualTo(1);
        assertThat(status.at("/jobs/0/store/retries").asInt(-1)).isNotNegative();
        assertThat(status.at("/jobs/0/oldest_unwritten_review_ms").isNumber()).isTrue();
        JsonNode stories = status.at("/jobs/1/stories");
        assertThat(stories.at("/failed/MODEL_UNAVAILABLE").asInt()).isPositive();
        assertThat(stories.path("waiting").asInt()).isZero();
        assertThat(stories.path("cost").isNumber()).isTrue();
    }

    private static JsonNode status() throws Exception {
        return JSON.readTree(
                SystemStatus.ask(List.of(FlinkCluster.shared().address()), system.options())
                        .json());
    }

    @Test
    void whatDashboardsShowIsThere() throws IOException {
        List<String> queries = new ArrayList<>();
        for (Path file : files("dashboards")) {
            queries.addAll(JSON.readTree(file.toFile()).findValuesAsText("expr"));
        }

        assertThat(queries).hasSizeGreaterThan(20);
        assertAllThere(queries);
    }

    @Test
    void whatAlertsWatchIsThere() throws IOException {
        List<String> queries = new ArrayList<>();
        for (Path file : files("rules")) {
            Object rules =
                    new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
            queries.addAll(JSON.<JsonNode>valueToTree(rules).findValuesAsText("expr"));
        }

        assertThat(queries).hasSizeGreaterThan(8);
        assertAllThere(queries);
    }

    private static void assertAllThere(List<String> queries) {
        for (String query : queries) {
            assertThat(Selector.of(query))
                    .as(query)
                    .isNotEmpty()
                    .allSatisfy(
                            selector ->
                                    assertThat(scrape.has(selector)).as(selector.text()).isTrue());
        }
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(HOME.resolve("helm/wrapped").resolve(folder))) {
            return files.toList();
        }
    }
}
