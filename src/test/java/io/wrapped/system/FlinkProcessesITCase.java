package io.wrapped.system;

import static io.wrapped.system.Listening.YEAR;
import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.jobs.WrappedJob;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.system.harness.Feed;
import io.wrapped.system.harness.Servers;
import io.wrapped.system.harness.Store;
import io.wrapped.system.harness.WrappedSystem;
import io.wrapped.system.processes.FlinkProcesses;
import io.wrapped.system.processes.ProcessJob;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The jar on a cluster of processes, each of which is killed. */
class FlinkProcessesITCase {
    private static final int USERS = 10;

    @Test
    void killedProcessesLoseNothing() throws Exception {
        try (FlinkProcesses flink = FlinkProcesses.start(Servers.FOLDER.resolve("smoke"), 2);
                WrappedSystem system = WrappedSystem.create("processes");
                ProcessJob job =
                        flink.submit(
                                flink.jar(), WrappedJob.class.getName(), 2, "", system.options())) {
            job.awaitRunning();
            Feed feed = system.feed();
            for (int user = 0; user < USERS; user++) {
                Listening.year("user-" + user).forEach(feed::send);
                if (user == 3) {
                    flink.replaceTaskManager(0);
                } else if (user == 6) {
                    feed.awaitOutcomes();
                    flink.replaceJobManager();
                }
            }
            feed.awaitOutcomes();
            Map<String, Long> told = feed.trigger(Listening.everyone("end"));

            Store store = system.store();
            assertThat(store.documents(told, YEAR, Slot.FINAL))
                    .hasSize(USERS)
                    .allSatisfy(
                            (user, document) ->
                                    assertThat(Json.streams(document))
                                            .isEqualTo(Listening.year(user).size()));
        }
    }
}
