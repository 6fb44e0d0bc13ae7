package io.wrapped.system;

import static io.wrapped.system.Listening.YEAR;
import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.sinks.archive.ArchiveKind;
import io.wrapped.sinks.archive.ArchiveOptions;
import io.wrapped.sinks.hbase.ReviewTable;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.Trigger;
import io.wrapped.state.contract.Trigger.Purpose;
import io.wrapped.state.contract.Trigger.Scope;
import io.wrapped.system.harness.Feed;
import io.wrapped.system.harness.KeptArchive;
import io.wrapped.system.harness.Store;
import io.wrapped.system.harness.WrappedSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Today's job goes on from the savepoints of every version of its state. After a new version, or
 * when reviews are to say something else, {@value #COMMAND} keeps a savepoint of today's version
 * where there is none yet, and writes the reviews beside all of them anew, by the plain logic.
 */
class UpgradeITCase {
    private static final String COMMAND =
            "./mvnw -q verify -pl src/test -am -Dtest=ModuleArrowsTest -Dit.test=UpgradeITCase"
                    + " -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dfailsafe.failIfNoSpecifiedTests=false -Dwrapped.savepoints=write";
    private static final List<Integer> YEARS = List.of(YEAR - 1, YEAR);
    private static final boolean WRITING = "write".equals(System.getProperty("wrapped.savepoints"));

    @TempDir Path archive;

    @BeforeAll
    static void keepOneOfTodayIfAsked() throws Exception {
        if (!WRITING) {
            return;
        }
        List<GoldenSavepoint> kept = GoldenSavepoint.all();
        if (kept.isEmpty() || !isOfToday(kept.get(kept.size() - 1))) {
            int next = kept.isEmpty() ? 1 : kept.get(kept.size() - 1).number() + 1;
            new GoldenSavepointMaker(GoldenSavepoint.of(next)).make();
        }
        kept = GoldenSavepoint.all();
        GoldenSavepoint newest = kept.get(kept.size() - 1);
        if (!Files.exists(newest.reports())) {
            new GoldenSavepointMaker(newest).makeReports();
        }
        for (GoldenSavepoint golden : GoldenSavepoint.all()) {
            for (int year : YEARS) {
                golden.writeReviews(year, KeptListening.reviews(year));
            }
        }
    }

    @Test
    void theNewestSavepointIsOfTodaysVersions() throws IOException {
        assertThat(GoldenSavepoint.all())
                .as("golden savepoints; keep one of today's versions by: " + COMMAND)
                .isNotEmpty()
                .last()
                .matches(UpgradeITCase::isOfToday)
                .matches(newest -> Files.exists(newest.reports()));
    }

    @ParameterizedTest
    @MethodSource("savepoints")
    void todaysJobGoesOnFromEverySavepoint(GoldenSavepoint golden) throws Exception {
        Assumptions.assumeFalse(WRITING, "topics of that name were made to write it");
        // The oldest ones know no archive, which may be wanted from one start to the next.
        Configuration options = new Configuration();
        options.set(ArchiveOptions.ARCHIVE, archive.toUri().toString());
        try (WrappedSystem system = WrappedSystem.create(golden.system(), options)) {
            Feed feed = system.feed();
            KeptListening.catalogue().forEach(feed::send);
            fillWithWhatIsNotRead(system, golden.offsets());
            system.startWrapped(GoldenSavepoint.PARALLELISM, golden.savepoint().toUri().toString());

            Store store = system.store();
            for (int year : YEARS) {
                store.documents(feed.trigger(preview(year)), year, Slot.PREVIEW);
                assertThat(stored(store, year, Slot.PREVIEW)).isEqualTo(golden.reviews(year));
            }
            assertWhatWasUnderWayIsDone(store, golden.reviews(YEAR));
            assertNewPlaysAreTakenIn(store, feed);
            assertThat(system.read(Topics.from(system.options()).deadLetters())).isEmpty();
            KeptArchive.await(archive, ArchiveKind.PLAY, 4);
        }
    }

    @ParameterizedTest
    @MethodSource("reportSavepoints")
    void todaysReportJobTellsWhatWasAskedForAndNotAnswered(GoldenSavepoint golden)
            throws Exception {
        Assumptions.assumeFalse(WRITING, "topics of that name were made to write it");
        try (StandInModel model = new StandInModel();
                WrappedSystem system = WrappedSystem.create(golden.reportSystem())) {
            system.askModelAt(model.url());
            fillWithWhatIsNotRead(system, golden.reportOffsets());
            system.startReports(golden.reportSavepoint().toUri().toString());

            Store store = system.store();
            Awaitility.await("the stories").until(() -> columns(store), golden.stories()::equals);
            assertThat(model.prompts()).hasSameSizeAs(golden.stories());
            assertThat(system.read(Topics.from(system.options()).deadLetters())).isEmpty();
        }
    }

    private static List<String> columns(Store store) throws IOException {
        return store.cells().stream().map(cell -> cell.user() + " " + cell.column()).toList();
    }

    static List<GoldenSavepoint> savepoints() throws IOException {
        return GoldenSavepoint.all();
    }

    static List<GoldenSavepoint> reportSavepoints() throws IOException {
        return GoldenSavepoint.all().stream()
                .filter(golden -> Files.exists(golden.reports()))
                .toList();
    }

    private static boolean isOfToday(GoldenSavepoint golden) {
        try {
            return golden.versions().equals(GoldenSavepoint.versionsOfToday());
        } catch (IOException e) {
            throw new AssertionError(golden + " cannot be read", e);
        }
    }

    /**
     * The sources go on at offsets that topics just made do not have, and would begin anew. What is
     * put there instead would be dead letters if it were read.
     */
    private static void fillWithWhatIsNotRead(
            WrappedSystem system, SortedMap<String, String> offsets) {
        Feed filler = system.feed();
        for (Map.Entry<String, String> offset : offsets.entrySet()) {
            String[] place = offset.getKey().split("/");
            for (int i = 0; i < Integer.parseInt(offset.getValue()); i++) {
                Feed.place(
                        filler.send(place[0], Integer.valueOf(place[1]), "filler", new byte[] {1}));
            }
        }
    }

    /**
     * The trigger that waited tells everyone, and the live reviews of those whose plays waited are
     * written. So may be those of others: catalogue records are new to this job.
     */
    private static void assertWhatWasUnderWayIsDone(
            Store store, SortedMap<String, String> reviews) {
        Awaitility.await("what the trigger tells")
                .until(() -> stored(store, YEAR, Slot.FINAL), reviews::equals);
        Awaitility.await("live reviews")
                .until(
                        () -> stored(store, YEAR, Slot.LIVE),
                        live ->
                                live.keySet().containsAll(List.of("ann", "dan"))
                                        && reviews.entrySet().containsAll(live.entrySet()));
    }

    /** The documents of a year and slot as they stand, by user. */
    private static SortedMap<String, String> stored(Store store, int year, Slot slot)
            throws IOException {
        String column =
                ReviewTable.REVIEWS + ":" + year + ":" + slot.name().toLowerCase(Locale.ROOT);
        SortedMap<String, String> stored = new TreeMap<>();
        for (Store.Value cell : store.cells()) {
            if (cell.column().equals(column)) {
                stored.put(cell.user(), cell.text());
            }
        }
        return stored;
    }

    private static void assertNewPlaysAreTakenIn(Store store, Feed feed) {
        int before = Json.streams(store.document("ann", YEAR, Slot.FINAL));
        LocalDate date = LocalDate.of(YEAR, 10, 10);
        feed.send(Listening.play("ann", "new", 1, date.atTime(8, 0)));
        feed.send(Listening.play("ann", "repeat-3", 3, date.atTime(8, 0)));
        feed.send(Listening.play("ann", "waiting", 3, date.atTime(8, 0)));
        feed.send(Listening.play("cleo", "new", 3, date.atTime(8, 0)));
        feed.awaitOutcomes();

        assertThat(feed.playOutcomes())
                .isEqualTo(Map.of(Result.STREAM, 1L, Result.DUPLICATE, 2L, Result.ERASED, 1L));
        store.await("ann", YEAR, Slot.LIVE, document -> Json.streams(document) == before + 1);
    }

    private static Trigger preview(int year) {
        return new Trigger(
                "preview " + year,
                year,
                (int) LocalDate.of(year, 12, 31).toEpochDay(),
                Scope.EVERYONE,
                List.of(),
                null,
                0,
                Purpose.PREVIEW);
    }
}
