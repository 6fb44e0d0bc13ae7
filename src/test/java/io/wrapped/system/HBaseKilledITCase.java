package io.wrapped.system;

import static io.wrapped.system.Listening.YEAR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.sinks.hbase.HBaseOptions;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.state.contract.Play;
import io.wrapped.system.harness.Feed;
import io.wrapped.system.harness.RunningJob;
import io.wrapped.system.harness.Servers;
import io.wrapped.system.harness.Store;
import io.wrapped.system.harness.WrappedSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.flink.configuration.Configuration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The store dies in the middle of the writing and comes back. */
class HBaseKilledITCase {
    private static final int USERS = 30;

    /** What ids begin with: nothing else that is logged does. */
    private static final String USER = "in-the-outage-";

    private static final Path LOG = Servers.FOLDER.resolve("flink.log");

    @Test
    void nothingIsLost() throws Exception {
        Configuration options = new Configuration();
        // The client itself gives up soon, and leaves it to the sink.
        options.set(HBaseOptions.OPERATION_TIMEOUT, Duration.ofSeconds(4));
        options.set(HBaseOptions.RPC_TIMEOUT, Duration.ofSeconds(2));
        try (WrappedSystem system = WrappedSystem.create("killed", options)) {
            RunningJob job = system.startWrapped();
            long logged = Files.size(LOG);
            Feed feed = system.feed();
            List<Play> usual = Listening.year(USER + 0);
            sendYears(feed, 0, USERS / 2);
            feed.awaitOutcomes();
            Servers.shared().killHBase();
            try {
                // The job takes in some of these, until its sink holds it back.
                sendYears(feed, USERS / 2, USERS);
                Awaitility.await("the sink's word of it").until(() -> saysSo(loggedSince(logged)));
            } finally {
                Servers.shared().restartHBase();
            }
            feed.awaitOutcomes();
            Map<String, Long> told = feed.trigger(Listening.everyone("end"));

            Store store = system.store();
            SortedMap<String, String> documents = store.documents(told, YEAR, Slot.FINAL);
            assertThat(documents).hasSize(USERS);
            documents.forEach(
                    (user, document) -> {
                        assertThat(Json.streams(document)).isEqualTo(usual.size());
                        store.await(user, YEAR, Slot.LIVE, document::equals);
                        int dates = Json.read(document).at("/totals/active_days").asInt();
                        assertThat(store.days(user, YEAR)).hasSize(dates);
                    });
            job.check();
            assertThat(loggedSince(logged))
                    .noneMatch(line -> line.contains(USER))
                    // It waited, and was not started again.
                    .noneMatch(line -> line.contains("HBase refuses what is written"));
        }
    }

    private static boolean saysSo(List<String> lines) {
        return lines.stream().anyMatch(line -> line.contains("HBase did not take "));
    }

    private static void sendYears(Feed feed, int from, int to) {
        for (int user = from; user < to; user++) {
            Listening.year(USER + user).forEach(feed::send);
        }
    }

    private static List<String> loggedSince(long position) throws IOException {
        byte[] all = Files.readAllBytes(LOG);
        return new String(all, (int) position, all.length - (int) position, UTF_8).lines().toList();
    }
}
