package io.wrapped.system.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.system.harness.Command;
import io.wrapped.system.harness.Feed;
import io.wrapped.system.harness.Servers;
import io.wrapped.system.harness.Store;
import io.wrapped.system.harness.WrappedSystem;
import io.wrapped.system.harness.WriterServer;
import io.wrapped.system.processes.FlinkProcesses;
import io.wrapped.system.processes.ProcessJob;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.flink.configuration.Configuration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * A deployment from its installation on, by the runbooks: another release, another size, and a job
 * that somebody cancelled by mistake. The told year stays as it was, stories and all.
 */
class LifeCycleITCase {
    private static final int YEAR = NearMidnight.YEAR;
    private static final String ANN = "ann";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder = Servers.FOLDER.resolve("life-cycle");
    private FlinkProcesses flink;
    private WrappedSystem system;
    private Store store;
    private ProcessJob wrapped;
    private ProcessJob reports;

    @Test
    void aYearOutlivesReleasesSizesAndMistakes() throws Exception {
        try (FlinkProcesses cluster = FlinkProcesses.start(folder.resolve("flink"), 1);
                WriterServer writer = WriterServer.start(folder.resolve("writer"), "0");
                WrappedSystem prepared = WrappedSystem.prepare("life-cycle", new Configuration())) {
            flink = cluster;
            system = prepared;
            system.askModelAt(writer.url());

            install();
            Feed feed = system.feed();
            store = system.store();
            NearMidnight.year(ANN).forEach(feed::send);
            feed.awaitOutcomes();
            SortedMap<String, String> told = tell(feed, "told");
            upgrade();
            assertThat(tell(feed, "after the upgrade")).isEqualTo(told);
            resize();
            assertThat(tell(feed, "at another size")).isEqualTo(told);
            bringBack();
            assertThat(tell(feed, "brought back")).isEqualTo(told);

            feed.send(NearMidnight.play(ANN, "last", 3, LocalDate.of(YEAR, 12, 9).atTime(12, 0)));
            feed.awaitOutcomes();
            assertThat(streams(tell(feed, "one more"))).isEqualTo(streams(told) + 1);
            wrapped.close();
            reports.close();
        }
    }

    private void install() throws Exception {
        Runbook runbook = runbook("A new installation");
        assertThat(runbook.runNext()).contains("The topics are there.", "Table life-cycle is");
        runbook.runNext();
        remember(runbook);
        awaitCheckpoints();
        assertThat(runbook.runNext()).contains("job wrapped: running for ");
        assertThat(runbook.hasNext()).isFalse();
    }

    private void upgrade() throws Exception {
        Runbook runbook = runbook("Another release");
        runbook.runNext();
        runbook.runNext();
        assertThat(runbook.get("WRAPPED_JOB")).isNotEqualTo(wrapped.id());
        assertThat(runbook.get("REPORT_JOB")).isNotEqualTo(reports.id());
        remember(runbook);
        awaitCheckpoints();
        runbook.runNext();
        assertThat(runbook.hasNext()).isFalse();
    }

    private void resize() throws Exception {
        assertThat(wrapped.parallelism()).isEqualTo(1);
        Runbook runbook = runbook("Another size");
        runbook.set("PARALLELISM", "2");
        runbook.runNext();
        remember(runbook);
        awaitCheckpoints();
        assertThat(wrapped.parallelism()).isEqualTo(2);
        assertThat(runbook.hasNext()).isFalse();
    }

    private void bringBack() throws Exception {
        flink.job(wrapped.id()).close();
        Runbook runbook = runbook("Something is wrong");
        assertThat(runbook.runNext())
                .contains("Job wrapped  canceled", "Job wrapped-reports  running");
        assertThat(runbook.runNext()).containsPattern("users +1\\n");
        remember(runbook);
        awaitCheckpoints();
        assertThat(runbook.hasNext()).isFalse();
    }

    private Runbook runbook(String heading) throws IOException {
        Runbook runbook = Runbook.of(heading, flink, system);
        runbook.set("JAR", flink.jar().toString());
        runbook.set("FLINK", flink.address());
        runbook.set("CHECKPOINTS", flink.checkpoints().toString());
        if (wrapped != null) {
            runbook.set("WRAPPED_JOB", wrapped.id());
            runbook.set("REPORT_JOB", reports.id());
        }
        return runbook;
    }

    /** The jobs as they are called from now on; earlier ones have ended. */
    private void remember(Runbook runbook) throws Exception {
        if (wrapped != null) {
            wrapped.close();
        }
        if (reports != null && !reports.id().equals(runbook.get("REPORT_JOB"))) {
            reports.close();
        }
        wrapped = flink.job(runbook.get("WRAPPED_JOB"));
        reports = flink.job(runbook.get("REPORT_JOB"));
    }

    /**
     * Waits until each job has made one that was begun after now, and Kafka knows what was read.
     */
    private void awaitCheckpoints() {
        long now = System.currentTimeMillis();
        for (ProcessJob job : List.of(wrapped, reports)) {
            job.awaitRunning();
            Awaitility.await("a checkpoint").until(() -> job.lastCheckpointBegunAt() > now);
        }
        // Jobs tell it once a checkpoint has ended, and wait for no answer.
        Awaitility.await("offsets").until(() -> !doctor().contains("has read none yet"));
    }

    private String doctor() throws IOException {
        return Command.run(
                        system.options(),
                        "doctor",
                        "--flink",
                        flink.address(),
                        "--json",
                        "--skip=hbase,model")
                .out();
    }

    /** Tells the year, and waits for all stories. */
    private SortedMap<String, String> tell(Feed feed, String command) throws Exception {
        Map<String, Long> told = feed.trigger(NearMidnight.everyone(command));
        store.documents(told, YEAR, Slot.FINAL);
        store.await(ANN, YEAR, Slot.FINAL, LifeCycleITCase::hasAllStories);
        return store.documents(told, YEAR, Slot.FINAL);
    }

    private static boolean hasAllStories(String document) {
        JsonNode days = read(document).path("remarkable_days");
        for (JsonNode day : days) {
            if (!day.at("/report/status").asText().equals("complete")) {
                return false;
            }
        }
        return !days.isEmpty();
    }

    private static int streams(SortedMap<String, String> documents) {
        return read(documents.get(ANN)).at("/totals/streams").asInt();
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }
}
