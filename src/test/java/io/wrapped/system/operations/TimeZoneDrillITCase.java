package io.wrapped.system.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wrapped.jobs.ReportJob;
import io.wrapped.jobs.WrappedJob;
import io.wrapped.sinks.archive.ArchiveOptions;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.Source;
import io.wrapped.state.contract.Trigger;
import io.wrapped.state.contract.Trigger.Purpose;
import io.wrapped.state.contract.Trigger.Scope;
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
import java.time.ZoneOffset;
import java.util.ArrayList;
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
    private static final int YEAR = 2025;
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
                feed.trigger(everyone("told"));
                awaitStories(store);
                SortedMap<String, Store.Value> before = cells(store);

                Runbook runbook = Runbook.of("Days cut in the wrong zone", flink, system);
                runbook.set("WRAPPED_JOB", mistaken.id());
                runbook.set("JAR", flink.jar().toString());
                runbook.set("YEAR", String.valueOf(YEAR));
                runbook.runNext();
                assertThat(runbook.runNext())
                        .contains("7 listeners meet the condition", "Nothing was changed");
                String affected = runbook.runNext();
                assertThat(affected).contains("4 listeners of them have", "Nothing was changed");
                Live live = new Live(feed);
                String printed = runbook.runNext();
                live.end();
                assertThat(runbook.hasNext()).isFalse();
                assertThat(printed)
                        .contains("4 of them differed")
                        .doesNotContain("stays as before");
                feed.awaitOutcomes();

                // The same without the mistake, and without a repair.
                right.startWrapped();
                Feed rightFeed = right.feed();
                feedBefore(rightFeed);
                live.sent().forEach(rightFeed::send);
                rightFeed.trigger(everyone("told"));
                Store expected = right.store();
                awaitSame(store, expected);
                awaitStories(store);
                SortedSet<String> changedDays = changedDays(before, cells(store), live.days());
                assertThat(changedDays).isEqualTo(listed(affected));
                assertOnlyWhatWasWrongChanged(before, cells(store), live.days());
                assertEveryStoryIsOfARemarkableDate(cells(store));
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
        ZONES.forEach((user, zone) -> feed.send(profile(user, zone)));
        feed.awaitOutcomes();
        for (String user : ZONES.keySet()) {
            year(user).forEach(feed::send);
        }
        feed.awaitOutcomes();
        feed.send(profile("mover", "Asia/Tokyo"));
        feed.send(profile("home", "UTC"));
        feed.awaitOutcomes();
        for (int i = 0; i < 12; i++) {
            LocalDateTime late = LocalDate.of(YEAR, 8, 1 + 2 * i).atTime(22, 0);
            feed.send(play("mover", "moved-" + i, i, late));
            feed.send(play("home", "moved-" + i, i, late));
        }
        feed.awaitOutcomes();
    }

    /** Noons, which are on one date in most zones, and late evenings and early mornings. */
    private static List<Play> year(String user) {
        List<Play> plays = new ArrayList<>();
        for (int i = 0; i < 45; i++) {
            LocalDate date = LocalDate.of(YEAR, 1, 3).plusDays(4L * i);
            plays.add(play(user, "noon-" + i, i, date.atTime(12, 0)));
            plays.add(play(user, "two-" + i, i + 3, date.atTime(14, 0)));
        }
        for (int i = 0; i < 14; i++) {
            LocalDate date =
                    user.equals("winter")
                            ? LocalDate.of(YEAR, 1, 2 + 2 * i)
                            : LocalDate.of(YEAR, 5, 2 + 2 * i);
            plays.add(play(user, "late-" + i, i, date.atTime(23, 0)));
            plays.add(play(user, "early-" + i, i + 5, date.atTime(1, 0)));
        }
        LocalDateTime night = LocalDate.of(YEAR, user.equals("winter") ? 2 : 6, 14).atTime(22, 0);
        for (int i = 0; i < 24; i++) {
            plays.add(play(user, "night-" + i, i, night.plusMinutes(5L * i)));
            plays.add(play(user, "again-" + i, 7, night.plusDays(9).plusMinutes(5L * i)));
        }
        return plays;
    }

    private static Play play(String user, String event, int song, LocalDateTime endedAt) {
        return new Play(
                user + event,
                user,
                "song:" + song,
                Kind.MUSIC,
                endedAt.toInstant(ZoneOffset.UTC).toEpochMilli(),
                200_000 + 1_000 * song,
                user.equals("offset") ? 540 : null,
                null,
                null,
                false,
                null,
                null,
                null,
                new Source("Tune " + song, "Band " + song % 8, null, null));
    }

    private static Profile profile(String user, String zone) {
        return new Profile(user, zone, null, null, null, false);
    }

    private static Trigger everyone(String command) {
        return new Trigger(
                command,
                YEAR,
                (int) LocalDate.of(YEAR, 12, 31).toEpochDay(),
                Scope.EVERYONE,
                List.of(),
                null,
                0,
                Purpose.FINAL);
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
        cells(store)
                .forEach(
                        (cell, value) -> {
                            if (!cell.contains(" s:")) {
                                facts.put(cell, value.text());
                            }
                        });
        return facts;
    }

    private static SortedMap<String, Store.Value> cells(Store store) throws IOException {
        SortedMap<String, Store.Value> cells = new TreeMap<>();
        for (Store.Value cell : store.cells()) {
            cells.put(cell.user() + " " + cell.column(), cell);
        }
        return cells;
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

    /** Plays that go on while listeners are built anew, some of theirs among them. */
    private static final class Live {
        private final Feed feed;
        private final List<Play> sent = new ArrayList<>();
        private final Thread thread = new Thread(this::run, "live");
        private volatile boolean ended;

        Live(Feed feed) {
            this.feed = feed;
            thread.start();
        }

        private void run() {
            for (int i = 0; !ended && i < 2_000; i++) {
                LocalDateTime time = LocalDate.of(YEAR, 11, 1 + i % 25).atTime(12, i % 60);
                Play play = play(i % 2 == 0 ? "tokyo" : "plain", "live-" + i, i % 9, time);
                sent.add(play);
                feed.send(play);
                try {
                    Thread.sleep(20);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        void end() throws InterruptedException {
            ended = true;
            thread.join();
        }

        List<Play> sent() {
            return sent;
        }

        /** The cells of the dates that they are on. */
        SortedSet<String> days() {
            SortedSet<String> days = new TreeSet<>();
            for (Play play : sent) {
                LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(play.endedAt(), 86_400_000L));
                days.add(play.userId() + " d:" + date.toString().replace("-", ""));
            }
            return days;
        }
    }
}
