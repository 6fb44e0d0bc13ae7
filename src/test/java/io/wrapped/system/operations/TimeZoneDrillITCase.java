package io.wrapped.system.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wrapped.jobs.ReportJob;
import io.wrapped.jobs.WrappedJob;
import io.wrapped.sinks.archive.ArchiveOptions;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.system.harness.Feed;
import io.wrapped.system.harness.Servers;
import io.wrapped.system.harness.Store;
import io.wrapped.system.harness.WrappedSystem;
import io.wrapped.system.harness.WriterServer;
import io.wrapped.system.processes.FlinkProcesses;
import io.wrapped.system.processes.PlantedJar;
import io.wrapped.system.processes.ProcessJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Days are cut in UTC by a release with that mistake, and mended by the runbook: what comes of it
 * is what a job without the mistake makes of the same plays, and nothing else was touched.
 */
class TimeZoneDrillITCase {
    private static final int YEAR = NearMidnight.YEAR;
    private static final Path HOME = Path.of(System.getProperty("wrapped.home"));
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Who has plays near midnight, in zones where that matters or not. */
    private static final Map<String, String> ZONES =
            Map.of(
                    "tokyo", "Asia/Tokyo",
                    "york", "America/New_York",
                    "winter", "Europe/London",
                    "offset", "Asia/Tokyo",
                    "plain", "UTC",
                    "mover", "America/New_York",
                    "home", "Asia/Tokyo");

    /** Of these some date is wrong. */
    private static final List<String> AFFECTED = List.of("home", "mover", "tokyo", "york");

    @Test
    void daysCutInUtcAreMendedAndNothingElseIsTouched() throws Exception {
        Path folder = Servers.FOLDER.resolve("drill");
        try (FlinkProcesses flink = FlinkProcesses.start(folder.resolve("flink"), 2);
                WriterServer writer = WriterServer.start(folder.resolve("writer"), "0");
                WrappedSystem system = WrappedSystem.create("drill", archived(folder));
                WrappedSystem right = WrappedSystem.create("drill-right")) {
            system.askModelAt(writer.url());
            Path wrong =
                    PlantedJar.of(
                            HOME,
                            flink.jar(),
                            folder.resolve("utc"),
                            "state/src/main/java/io/wrapped/state/rollup/LocalDates.java",
                            "if (zone == null) {",
                            "if (zone == null || System.nanoTime() != 0) {");
            Store store = system.store();
            try (ProcessJob mistaken =
                            flink.submit(
                                    wrong, WrappedJob.class.getName(), 2, "", system.options());
                    ProcessJob reports =
                            flink.submit(
                                    flink.jar(),
                                    ReportJob.class.getName(),
                                    2,
                                    "",
                                    system.options())) {
                Feed feed = system.feed();
                feedBefore(feed);
                feed.trigger(NearMidnight.everyone("told"));
                awaitStories(store);
                SortedMap<String, Store.Value> before = store.cellsByName();

                Runbook runbook = Runbook.of("Days cut in the wrong zone", flink, system);
                runbook.set("WRAPPED_JOB", mistaken.id());
                runbook.set("JAR", flink.jar().toString());
                runbook.set("YEAR", String.valueOf(YEAR));
                runbook.runNext();
                assertThat(runbook.runNext())
                        .contains("5 listeners meet the condition", "Nothing was changed");
                assertThat(runbook.runNext())
                        .contains("7 listeners meet the condition", "Nothing was changed");
                String affected = runbook.runNext();
                assertThat(affected).contains("4 listeners of them have", "Nothing was changed");
                NearMidnight.Live live = new NearMidnight.Live(feed);
                String printed = runbook.runNext();
                live.end();
                assertThat(runbook.hasNext()).isFalse();
                assertThat(printed)
                        .contains("4 of them differed")
                        .containsPattern("; [1-9][0-9]* stories of dates that are remarkable no")
                        .doesNotContain("stays as before");
                feed.awaitOutcomes();

                // The same without the mistake, and without a repair.
                right.startWrapped();
                Feed rightFeed = right.feed();
                feedBefore(rightFeed);
                live.sent().forEach(rightFeed::send);
                rightFeed.trigger(NearMidnight.everyone("told"));
                Store expected = right.store();
                awaitSame(store, expected);
                awaitStories(store);
                SortedSet<String> changedDays =
                        changedDays(before, store.cellsByName(), live.days());
                assertThat(changedDays).isEqualTo(listed(affected));
                assertOnlyWhatWasWrongChanged(before, store.cellsByName(), live.days());
                assertEveryStoryIsOfARemarkableDate(store.cellsByName());

                // Told once more, with all live plays, everything is the same.
                store.documents(feed.trigger(NearMidnight.everyone("again")), YEAR, Slot.FINAL);
                expected.documents(
                        rightFeed.trigger(NearMidnight.everyone("again")), YEAR, Slot.FINAL);
                assertThat(facts(store)).isEqualTo(facts(expected));
            }
        }
    }

    /** What is replayed comes from the archive, and what it does not have yet from Kafka. */
    private static Configuration archived(Path folder) throws IOException {
        Configuration options = new Configuration();
        Path archive = Files.createDirectories(folder.resolve("archive"));
        Servers.deleteRecursively(archive);
        options.set(ArchiveOptions.ARCHIVE, archive.toUri().toString());
        return options;
    }

    private static void feedBefore(Feed feed) {
        ZONES.forEach((user, zone) -> feed.send(NearMidnight.profile(user, zone)));
        feed.awaitOutcomes();
        for (String user : ZONES.keySet()) {
            NearMidnight.year(user).forEach(feed::send);
        }
        feed.awaitOutcomes();
        feed.send(NearMidnight.profile("mover", "Asia/Tokyo"));
        feed.send(NearMidnight.profile("home", "UTC"));
        feed.awaitOutcomes();
        for (int i = 0; i < 12; i++) {
            LocalDateTime late = LocalDate.of(YEAR, 8, 1 + 2 * i).atTime(22, 0);
            feed.send(NearMidnight.play("mover", "moved-" + i, i, late));
            feed.send(NearMidnight.play("home", "moved-" + i, i, late));
        }
        feed.awaitOutcomes();
    }

    private static void awaitStories(Store store) {
        for (String user : ZONES.keySet()) {
            store.await(
                    user,
                    YEAR,
                    Slot.FINAL,
                    document -> {
                        JsonNode days = read(document).path("remarkable_days");
                        for (JsonNode day : days) {
                            if (!day.at("/report/status").asText().equals("complete")) {
                                return false;
                            }
                        }
                        return !days.isEmpty();
                    });
        }
    }

    /** Documents and day facts. */
    private static void awaitSame(Store store, Store expected) {
        Awaitility.await("what a job without the mistake makes of it")
                .untilAsserted(
                        () -> {
                            SortedMap<String, String> found = facts(store);
                            found.keySet().removeIf(TimeZoneDrillITCase::isToldWithoutLivePlays);
                            SortedMap<String, String> wanted = facts(expected);
                            wanted.keySet().removeIf(TimeZoneDrillITCase::isToldWithoutLivePlays);
                            assertThat(found).isEqualTo(wanted);
                        });
    }

    /** Their years were told before all of their live plays had come. */
    private static boolean isToldWithoutLivePlays(String cell) {
        return cell.contains(":final") && cell.matches("(tokyo|plain) .*");
    }

    private static SortedMap<String, String> facts(Store store) throws IOException {
        SortedMap<String, String> facts = new TreeMap<>();
        store.cellsByName()
                .forEach(
                        (cell, value) -> {
                            if (!cell.contains(" s:")) {
                                facts.put(cell, value.text());
                            }
                        });
        return facts;
    }

    private static void assertEveryStoryIsOfARemarkableDate(SortedMap<String, Store.Value> cells) {
        SortedSet<String> remarkable = new TreeSet<>();
        for (Store.Value cell : cells.values()) {
            if (cell.column().startsWith("r:")) {
                for (JsonNode day : read(cell.text()).path("remarkable_days")) {
                    String date = day.path("date").asText().replace("-", "");
                    remarkable.add(cell.user() + " s:" + date);
                }
            }
        }
        SortedSet<String> stories = new TreeSet<>(cells.keySet());
        stories.removeIf(cell -> !cell.contains(" s:"));
        assertThat(remarkable).containsAll(stories);
    }

    /** The users with the dates that a command listed, as the cells of their facts are named. */
    private static SortedSet<String> listed(String printed) {
        SortedSet<String> listed = new TreeSet<>();
        Matcher line = Pattern.compile("(?m)^  (\\w+): ([0-9 -]+)$").matcher(printed);
        while (line.find()) {
            for (String date : line.group(2).split(" ")) {
                listed.add(line.group(1) + " d:" + date.replace("-", ""));
            }
        }
        return listed;
    }

    /** The day facts that differ or are there no more, but for dates with live plays. */
    private static SortedSet<String> changedDays(
            SortedMap<String, Store.Value> before,
            SortedMap<String, Store.Value> after,
            SortedSet<String> liveDays) {
        SortedSet<String> changed = new TreeSet<>(before.keySet());
        changed.addAll(after.keySet());
        changed.removeIf(
                cell ->
                        !cell.contains(" d:")
                                || liveDays.contains(cell)
                                || text(before, cell).equals(text(after, cell)));
        return changed;
    }

    private static String text(SortedMap<String, Store.Value> cells, String cell) {
        Store.Value value = cells.get(cell);
        return value == null ? "" : value.text();
    }

    private static void assertOnlyWhatWasWrongChanged(
            SortedMap<String, Store.Value> before,
            SortedMap<String, Store.Value> after,
            SortedSet<String> liveDays) {
        SortedSet<String> users = new TreeSet<>();
        after.forEach(
                (cell, value) -> {
                    Store.Value old = before.get(cell);
                    boolean changed = old == null || !old.text().equals(value.text());
                    if (changed && cell.contains(" d:") && !liveDays.contains(cell)) {
                        users.add(value.user());
                    }
                    if (!AFFECTED.contains(value.user()) && !cell.contains(":live")) {
                        assertThat(changed && !liveDays.contains(cell)).as(cell).isFalse();
                    }
                    if (old != null && !changed && cell.contains(" s:")) {
                        assertThat(value.version())
                                .as("asked again: " + cell)
                                .isEqualTo(old.version());
                    }
                });
        assertThat(users).containsExactlyElementsOf(new TreeSet<>(AFFECTED));
    }

    private static JsonNode read(String json) {
        try {
            return json.isEmpty() ? JSON.createObjectNode() : JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }
}
