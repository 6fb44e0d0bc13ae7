package io.wrapped.system;

import static io.wrapped.system.Listening.YEAR;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wrapped.operators.story.StoryOptions;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.sinks.hbase.UserRow;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.contract.Exclusion.Target;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.system.StandInModel.Behaviour;
import io.wrapped.system.harness.Command;
import io.wrapped.system.harness.Feed;
import io.wrapped.system.harness.RunningJob;
import io.wrapped.system.harness.Store;
import io.wrapped.system.harness.Stored;
import io.wrapped.system.harness.WrappedSystem;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A listener who asks to be forgotten is, everywhere, and nothing brings anything back. */
class ErasureITCase {
    private static final String EVE = "eve-who-leaves";
    private static final String BOB = "bob-who-stays";

    private StandInModel model;
    private WrappedSystem system;
    private Topics topics;
    private Store store;
    private RunningJob wrapped;
    private RunningJob reports;

    @BeforeEach
    void start() throws Exception {
        model = new StandInModel();
        Configuration options = new Configuration();
        options.set(StoryOptions.REQUEST_TIMEOUT, Duration.ofSeconds(60));
        system = WrappedSystem.create("erasure", options);
        system.askModelAt(model.url());
        topics = Topics.from(system.options());
        store = system.store();
        wrapped = system.startWrapped();
        reports = system.startReports();
    }

    @AfterEach
    void stop() throws Exception {
        system.close();
        model.close();
    }

    @Test
    void erasureReachesEverythingAndNothingBringsItBack() throws Exception {
        live(EVE, BOB);
        List<String> bobsRecords = records(BOB);
        List<Store.Value> bobsCells = cells(BOB);
        String savepoint = wrapped.savepoint();
        askAndHold(EVE);
        String reportsSavepoint = reports.savepoint();
        system.options().set(CheckpointingOptions.SAVEPOINT_DIRECTORY, parent(savepoint));
        assertThat(export(EVE).path("day_facts")).isNotEmpty();

        Command erased = command("erase", EVE);

        assertThat(erased.code()).as(erased.out()).isZero();
        assertThat(erased.out())
                .contains("1 exclusion\n", "2 dead letters\n", "1 failed story\n")
                .containsPattern("[1-9] requests for stories\n")
                .containsPattern(
                        "1 of them with the user's id in their bytes"
                                + " \\(partition:offset [01]:[0-9]+\\);")
                .containsPattern("plays sent until the erasure.* gone by about 20[0-9-]+T")
                .contains(savepoint.substring(savepoint.lastIndexOf('/')) + ": completed 20")
                .containsPattern("under way at 20[0-9-]+T.*, when the job had obeyed")
                .contains(EVE + " is erased since ");
        int unread = unread(EVE);
        model.release();
        tell("flush", "flushes");
        assertThat(unread(EVE)).as("an answer in flight").isEqualTo(unread);
        assertForgotten(EVE);
        assertThat(records(BOB)).isEqualTo(bobsRecords);
        assertThat(cells(BOB)).isEqualTo(bobsCells);
        Feed late = system.feed();
        late.send(Listening.play(EVE, "late", 1, Listening.SILENT.atTime(12, 0)));
        late.awaitOutcomes();
        assertThat(late.playOutcomes()).isEqualTo(Map.of(Result.ERASED, 1L));

        model.behave(prompt -> Behaviour.HONEST);
        restart(savepoint, reportsSavepoint);
        JsonNode days = tell("again", "asks");
        assertThat(model.prompts()).hasSize(days.size());
        assertThat(system.feed().trigger(Listening.everyone("all")))
                .containsKey(BOB)
                .doesNotContainKey(EVE);
        assertForgotten(EVE);
        assertThat(command("erase", EVE, "--check").code()).isZero();
        assertThat(command("erase", BOB, "--check").code()).isEqualTo(1);
        // What cannot be used is a dead letter, whoever sent it; the check finds it.
        system.feed().send(topics.play(), EVE, ProtoRecords.bytes(refused(EVE)));
        Awaitility.await().until(() -> command("erase", EVE, "--check").code() == 1);
        assertThat(command("erase", EVE).out()).contains("1 dead letter\n");
        assertForgotten(EVE);

        assertThat(command("erase", EVE, "--undo", "--zone", "UTC").code()).isZero();
        assertThat(Json.statuses(told(EVE, "returned", Listening.year(EVE)))).contains("complete");
        assertThat(store.days(EVE, YEAR)).doesNotContainKey(day(Listening.SILENT));
        assertThat(command("erase", EVE, "--undo", "--zone", "UTC").code()).isEqualTo(1);
        Feed later = system.feed();
        later.send(new Profile(EVE, "Europe/London", null, null, null, false));
        later.awaitOutcomes();
        forgetReplacedProfiles();
        restart(savepoint, reportsSavepoint);
        LocalDate next = Listening.SILENT.plusDays(1);
        String goesOn =
                told(EVE, "goes on", List.of(Listening.play(EVE, "next", 1, next.atTime(12, 0))));
        assertThat(Json.streams(goesOn)).isEqualTo(Listening.year(EVE).size() + 1);
        Awaitility.await().until(() -> store.days(EVE, YEAR).containsKey(day(next)));
        assertThat(store.days(EVE, YEAR)).doesNotContainKey(day(Listening.SILENT));
    }

    /** Everything that is kept of a listener: told stories, a failed one, refused records. */
    private void live(String... users) throws Exception {
        model.behave(
                prompt -> prompt.contains("NEW_YEARS_DAY") ? Behaviour.GARBAGE : Behaviour.HONEST);
        for (String user : users) {
            Feed feed = system.feed();
            feed.send(new Profile(user, "UTC", "--06-14", "en", null, false));
            feed.send(new Exclusion(user, Target.ARTIST, "artist:none", true, 1));
            feed.send(topics.play(), user, ProtoRecords.bytes(refused(user)));
            feed.send(topics.play(), user, new byte[] {(byte) 0xff, (byte) 0xff, 7});
            byte[] mention = ("\u0007" + user).getBytes(UTF_8);
            feed.send(topics.play(), "", mention);
            List<Play> plays = new ArrayList<>(Listening.year(user));
            plays.add(Listening.play(user, "silent", 1, Listening.SILENT.atTime(12, 0)));
            told(user, "first " + user, plays);
        }
    }

    private static Play refused(String user) {
        return Listening.play(user, "refused", 1, Listening.SILENT.atTime(13, 0), -1);
    }

    /** Sends plays and waits until each story of the year is told or has failed. */
    private String told(String user, String command, List<Play> plays) {
        Feed feed = system.feed();
        plays.forEach(feed::send);
        feed.awaitOutcomes();
        long version = feed.trigger(Listening.only(command, user)).get(user);
        return store.await(
                user,
                YEAR,
                Slot.FINAL,
                document ->
                        store.version(user, YEAR, Slot.FINAL) >= version
                                && Json.statuses(document).stream()
                                        .allMatch(
                                                status ->
                                                        status.equals("complete")
                                                                || status.equals("failed")));
    }

    /** Stories of somebody else: all that was under way before has been gone through then. */
    private JsonNode tell(String user, String command) {
        return Json.read(told(user, command, Listening.year(user))).path("remarkable_days");
    }

    /** Asks for stories of changed days, of which the model keeps the first waiting. */
    private void askAndHold(String user) {
        model.behave(prompt -> Behaviour.HELD);
        Feed feed = system.feed();
        for (LocalDate date : List.of(Listening.BIGGEST, Listening.ON_REPEAT)) {
            feed.send(Listening.play(user, "late " + date, 3, date.atTime(LocalTime.of(20, 0))));
        }
        feed.awaitOutcomes();
        feed.trigger(Listening.only("held", user));
        Awaitility.await("a call of the model").until(() -> !model.prompts().isEmpty());
    }

    private void restart(String savepoint, String reportsSavepoint) throws Exception {
        wrapped.close();
        reports.close();
        wrapped = system.startWrapped(2, savepoint);
        reports = system.startReports(reportsSavepoint);
    }

    /** Nothing of a user stands in HBase, or holds on a topic that is not named as left. */
    private void assertForgotten(String user) throws Exception {
        assertThat(cells(user)).isEmpty();
        assertThat(holding(user, topics.exclusion())).isEmpty();
        assertThat(holding(user, topics.reportRequests())).isEmpty();
        assertThat(holding(user, topics.reportFailures())).isEmpty();
        assertThat(holding(user, topics.profile()))
                .singleElement()
                .satisfies(profile -> assertThat(erases(profile)).isTrue());
        // The one that does not tell whose it is.
        assertThat(holding(user, topics.deadLetters())).hasSize(1);
    }

    private static boolean erases(Stored profile) throws Exception {
        return ProtoRecords.profile(profile.value()).erased();
    }

    /** The last record of each key that has a value and the user in its bytes. */
    private List<Stored> holding(String user, String topic) {
        Map<String, Stored> last = new LinkedHashMap<>();
        for (Stored record : system.read(topic)) {
            last.put(record.partition() + text(record.key()), record);
        }
        return last.values().stream()
                .filter(record -> record.value() != null)
                .filter(record -> (text(record.key()) + text(record.value())).contains(user))
                .toList();
    }

    private List<String> records(String user) {
        List<String> records = new ArrayList<>();
        for (String topic :
                List.of(
                        topics.exclusion(),
                        topics.profile(),
                        topics.reportRequests(),
                        topics.reportFailures(),
                        topics.deadLetters())) {
            for (Stored record : holding(user, topic)) {
                records.add(
                        topic
                                + record.partition()
                                + "/"
                                + record.offset()
                                + text(record.key())
                                + text(record.value()));
            }
        }
        return records;
    }

    private List<Store.Value> cells(String user) throws Exception {
        return store.cells().stream().filter(cell -> cell.user().equals(user)).toList();
    }

    private int unread(String user) throws Exception {
        try (UserRow row = new UserRow(system.options())) {
            return row.read(user).get(30, TimeUnit.SECONDS).unread();
        }
    }

    /** What compaction does in its time: of each key the last record alone is left. */
    private void forgetReplacedProfiles() {
        system.compact(topics.profile());
        assertThat(system.read(topics.profile()))
                .filteredOn(record -> text(record.key()).equals(EVE))
                .singleElement()
                .satisfies(profile -> assertThat(erases(profile)).isFalse());
    }

    private JsonNode export(String user) throws Exception {
        Command exported = command("export", user);
        assertThat(exported.code()).isZero();
        JsonNode document = Json.read(exported.out());
        for (String part :
                List.of(
                        "profiles",
                        "exclusions",
                        "reviews",
                        "stories",
                        "requests",
                        "failed_stories",
                        "triggers",
                        "plays")) {
            assertThat(document.path(part)).as(part).isNotEmpty();
        }
        assertThat(document.path("dead_letters")).hasSize(2);
        assertThat(exported.out()).doesNotContain(BOB);
        return document;
    }

    private Command command(String... arguments) {
        return Command.run(system.options(), arguments);
    }

    private static String parent(String folder) {
        return folder.substring(0, folder.lastIndexOf('/'));
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, ISO_8859_1);
    }

    private static int day(LocalDate date) {
        return (int) date.toEpochDay();
    }
}
