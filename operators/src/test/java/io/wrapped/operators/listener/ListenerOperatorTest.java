package io.wrapped.operators.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.operators.listener.ListenerUpdate.Type;
import io.wrapped.state.contract.Exclusion.Target;
import io.wrapped.state.contract.Named;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.Trigger.Purpose;
import io.wrapped.state.rollup.Origin;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ListenerOperatorTest {
    private static final Duration INTERVAL = ListenerHarness.REVIEW;

    @Test
    void manyPlaysInAnIntervalMakeOneReviewAndOneColumnADate() throws Exception {
        try (ListenerHarness listeners = ListenerHarness.start().everythingIsRead()) {
            listeners.play("ann", "a", "song", "2025-03-01T10:00:00Z");
            listeners.play("ann", "b", "song", "2025-03-01T11:00:00Z");
            listeners.play("ann", "c", "song", "2025-03-02T11:00:00Z");
            assertThat(listeners.updates()).isEmpty();

            listeners.pass(INTERVAL);

            assertThat(listeners.updates())
                    .extracting(ListenerUpdate::type)
                    .containsExactly(Type.REVIEW, Type.DAY, Type.DAY);
        }
    }

    @Test
    void aLatePlayChangesItsOwnDateAndYearAlone() throws Exception {
        try (ListenerHarness listeners = ListenerHarness.start().everythingIsRead()) {
            listeners.play("ann", "a", "song", "2025-03-01T10:00:00Z");
            listeners.play("ann", "b", "song", "2024-03-01T10:00:00Z");
            listeners.pass(INTERVAL);
            listeners.updates();

            listeners.play("ann", "c", "song", "2025-01-05T10:00:00Z");
            listeners.pass(INTERVAL);

            List<ListenerUpdate> updates = listeners.updates();
            assertThat(updates).hasSize(2);
            assertThat(updates.get(0).year()).isEqualTo(2025);
            assertThat(updates.get(1).type()).isEqualTo(Type.DAY);
        }
    }

    @Test
    void aCopyChangesNothing() throws Exception {
        try (ListenerHarness listeners = ListenerHarness.start().everythingIsRead()) {
            Origin copy = new Origin("import", "play", 0, 7);
            listeners.play("ann", "a", "song", "2025-03-01T10:00:00Z");
            listeners.pass(INTERVAL);
            listeners.updates();

            listeners.play("ann", "a", "song", "2025-06-01T10:00:00Z", copy);
            listeners.pass(INTERVAL);

            assertThat(listeners.updates()).isEmpty();
            assertThat(listeners.outcomes()).containsExactly(copy.outcome(Result.DUPLICATE, null));
        }
    }

    @Test
    void anExclusionEmptiesItsDatesAndComesBack() throws Exception {
        try (ListenerHarness listeners = ListenerHarness.start().everythingIsRead()) {
            listeners.play("ann", "a", "song", "2025-03-01T10:00:00Z");
            listeners.pass(INTERVAL);
            List<ListenerUpdate> before = listeners.updates();

            listeners.exclude("ann", Target.TRACK, "song", true);
            listeners.pass(INTERVAL);
            assertThat(listeners.updates())
                    .extracting(ListenerUpdate::type)
                    .containsExactly(Type.REVIEW, Type.DAY_GONE);

            listeners.exclude("ann", Target.TRACK, "song", false);
            listeners.pass(INTERVAL);
            assertThat(listeners.updates())
                    .extracting(ListenerUpdate::content)
                    .containsExactlyElementsOf(
                            before.stream().map(ListenerUpdate::content).toList());
        }
    }

    @Test
    void aCatalogueRecordThatComesAfterItsPlaysIsSweptIn() throws Exception {
        try (ListenerHarness listeners = ListenerHarness.start().everythingIsRead()) {
            listeners.play("ann", "a", "song", "2025-03-01T10:00:00Z");
            listeners.play("bob", "b", "other", "2025-03-01T10:00:00Z");
            listeners.pass(INTERVAL);
            listeners.updates();

            listeners.catalogue("song", "Its Name");
            listeners.pass(ListenerHarness.SWEEP);
            // A turn ends after 20 ms of the machine's own time, which may be busy.
            listeners.passStepByStep(Duration.ofMillis(400));

            List<ListenerUpdate> updates = listeners.updates();
            assertThat(updates).extracting(ListenerUpdate::userId).containsOnly("ann");
            assertThat(new String(updates.get(0).content())).contains("Its Name");
        }
    }

    @Test
    void whatIsKeptSurvivesARestartWithHigherVersions() throws Exception {
        ListenerHarness listeners = ListenerHarness.start().everythingIsRead();
        listeners.play("ann", "a", "song", "2025-03-01T10:00:00Z");
        listeners.pass(INTERVAL);
        long version = listeners.updates().get(0).version();
        listeners.play("ann", "b", "song", "2025-03-02T10:00:00Z");

        try (ListenerHarness restarted = listeners.restart()) {
            restarted.everythingIsRead();
            restarted.play("ann", "a", "song", "2025-04-01T10:00:00Z");
            restarted.pass(INTERVAL);

            List<ListenerUpdate> updates = restarted.updates();
            assertThat(new String(updates.get(0).content())).contains("\"streams\":2");
            assertThat(updates).allMatch(update -> update.version() > version);
        }
    }

    @Test
    void reviewsWaitAfterARestartUntilTheCatalogueIsReadAgain() throws Exception {
        ListenerHarness listeners = ListenerHarness.start().everythingIsRead();
        listeners.catalogue("song", "Its Name");
        listeners.play("ann", "a", "song", "2025-03-01T10:00:00Z");

        try (ListenerHarness restarted = listeners.restart()) {
            restarted.pass(INTERVAL);
            assertThat(restarted.updates()).isEmpty();

            restarted.catalogue("song", "Its Name");
            restarted.everythingIsRead();
            restarted.pass(INTERVAL);
            assertThat(restarted.documents(ListenerUpdate.LIVE))
                    .singleElement()
                    .asString()
                    .contains("Its Name");
        }
    }

    @Test
    void aBacklogFindsTheZoneThatIsReadAfterItAlsoAcrossARestart() throws Exception {
        ListenerHarness listeners = ListenerHarness.start();
        for (int i = 0; i < 20; i++) {
            listeners.play("ann", "e" + i, "song", "2025-03-01T23:30:00Z");
        }
        try (ListenerHarness restarted = listeners.restart()) {
            restarted.profile("ann", "Asia/Tokyo", false);
            restarted.everythingIsRead();
            restarted.pass(INTERVAL);

            assertThat(restarted.updates())
                    .filteredOn(update -> update.type() == Type.DAY)
                    .singleElement()
                    .satisfies(
                            day ->
                                    assertThat(new String(day.content()))
                                            .contains("\"date\":\"2025-03-02\""));
        }
    }

    @Test
    void playsThatWaitKeepTheZoneHeldWhenTheProfileChanges() throws Exception {
        try (ListenerHarness listeners = ListenerHarness.start().everythingIsRead()) {
            listeners.profile("ann", "Asia/Tokyo", false);
            listeners.play("ann", "a", "song", "2025-03-01T23:30:00Z");
            listeners.pass(Duration.ofMillis(1));
            listeners.profile("ann", "America/New_York", false);
            listeners.pass(INTERVAL);

            assertThat(listeners.updates())
                    .filteredOn(update -> update.type() == Type.DAY)
                    .extracting(update -> new String(update.content()))
                    .singleElement()
                    .asString()
                    .contains("2025-03-02");
        }
    }

    /** After a restart they are read again, each topic at its own pace. */
    @Test
    void anImportHearsWithinASecondThoughReviewsComeRarely() throws Exception {
        try (ListenerHarness listeners = ListenerHarness.start().everythingIsRead()) {
            Origin imported = new Origin("import", "play", 0, 3);
            listeners.play("ann", "a", "song", "2025-03-01T10:00:00Z", imported);
            listeners.pass(Duration.ofSeconds(1));

            assertThat(listeners.outcomes()).containsExactly(imported.outcome(Result.STREAM, null));
            assertThat(listeners.updates()).isEmpty();

            listeners.pass(INTERVAL);
            assertThat(listeners.documents(ListenerUpdate.LIVE)).hasSize(1);
        }
    }

    @Test
    void whoHasWaitedLongestIsReviewedEarlyWhenTooMuchWaits() throws Exception {
        try (ListenerHarness listeners = ListenerHarness.start().everythingIsRead()) {
            listeners.play("ann", "a", "song", "2025-03-01T10:00:00Z");
            for (int i = 0; i < ListenerHarness.BUFFER_BYTES / 20; i++) {
                listeners.play("bob", "e" + i, "song", "2025-03-01T10:00:00Z");
            }

            assertThat(listeners.updates())
                    .filteredOn(update -> update.type() == Type.REVIEW)
                    .extracting(ListenerUpdate::userId)
                    .startsWith("ann");
        }
    }

    @Test
    void whatDoesNotFitBeforeProfilesAreReadIsKeptInState() throws Exception {
        try (ListenerHarness listeners = ListenerHarness.start()) {
            for (int user = 0; user < 200; user++) {
                listeners.play("user" + user, "e" + user, "song", "2025-03-01T23:30:00Z");
            }
            listeners.profile("user0", "Asia/Tokyo", false);
            listeners.play("user0", "more", "song", "2025-03-02T23:30:00Z");
            assertThat(listeners.updates()).isEmpty();

            listeners.everythingIsRead();
            listeners.pass(INTERVAL);
            // A turn is short; on a busy machine not everyone gets into one.
            listeners.passStepByStep(Duration.ofSeconds(5));

            List<ListenerUpdate> updates = listeners.updates();
            assertThat(updates)
                    .filteredOn(update -> update.type() == Type.REVIEW)
                    .extracting(ListenerUpdate::userId)
                    .hasSize(200)
                    .doesNotHaveDuplicates();
            assertThat(updates)
                    .filteredOn(update -> update.userId().equals("user0"))
                    .filteredOn(update -> update.type() == Type.DAY)
                    .extracting(update -> new String(update.content()).substring(0, 20))
                    .containsExactly("{\"date\":\"2025-03-02\"", "{\"date\":\"2025-03-03\"");
        }
    }

    @Test
    void aReviewThatIsOutstandingSurvivesARestartWithoutPlays() throws Exception {
        ListenerHarness listeners = ListenerHarness.start().everythingIsRead();
        listeners.play("ann", "a", "song", "2025-03-01T10:00:00Z");
        listeners.pass(INTERVAL);
        listeners.updates();
        listeners.exclude("ann", Target.TRACK, "song", true);

        try (ListenerHarness restarted = listeners.restart()) {
            restarted.everythingIsRead();
            restarted.pass(Duration.ofSeconds(1));

            assertThat(restarted.updates())
                    .extracting(ListenerUpdate::type)
                    .containsExactly(Type.REVIEW, Type.DAY_GONE);
        }
    }

    @Test
    void playsThatWaitAcrossCheckpointsAreFoldedOnceAndInOrder() throws Exception {
        try (ListenerHarness listeners = ListenerHarness.start().everythingIsRead()) {
            listeners.play("ann", "a", "song", "2025-03-01T10:00:00Z");
            listeners.checkpoint();
            listeners.play("ann", "a", "other", "2025-03-02T10:00:00Z");
            listeners.play("ann", "b", "song", "2025-03-01T10:00:00Z");
            listeners.checkpoint();
            listeners.checkpoint();
            listeners.pass(INTERVAL);

            assertThat(listeners.documents(ListenerUpdate.LIVE))
                    .singleElement()
                    .asString()
                    .contains("\"streams\":2,")
                    .contains("\"songs\":1,");
            listeners.pass(INTERVAL);
            assertThat(listeners.updates()).isEmpty();
        }
    }

    @Test
    void playsAppendedAfterAProfileAreNotFoldedWithTheOneBeforeIt() throws Exception {
        try (ListenerHarness listeners = ListenerHarness.start().everythingIsRead()) {
            long profiled = listeners.now();
            listeners.pass(Duration.ofSeconds(1));
            listeners.play("ann", "a", "song", "2025-03-01T23:30:00Z");
            // Another partition lagged: the profile is read after the play that followed it.
            listeners.profileAppended("ann", "Asia/Tokyo", false, profiled);
            listeners.pass(INTERVAL);

            assertThat(listeners.updates())
                    .filteredOn(update -> update.type() == Type.DAY)
                    .extracting(update -> new String(update.content()).substring(0, 20))
                    .containsExactly("{\"date\":\"2025-03-02\"");
        }
    }

    @Test
    void playsAppendedAfterAReturnCountThoughTheyWereReadBeforeIt() throws Exception {
        try (ListenerHarness listeners = ListenerHarness.start().everythingIsRead()) {
            listeners.profile("ann", "UTC", true);
            listeners.pass(Duration.ofSeconds(1));
            listeners.play("ann", "dropped", "song", "2025-03-01T10:00:00Z");
            listeners.pass(Duration.ofMillis(1));
            long returned = listeners.now();
            listeners.pass(Duration.ofSeconds(1));
            Origin kept = new Origin("import", "play", 0, 1);
            listeners.play("ann", "kept", "song", "2025-03-01T10:00:00Z", kept);
            listeners.profileAppended("ann", "UTC", false, returned);
            listeners.pass(Duration.ofSeconds(1));
            assertThat(listeners.outcomes()).contains(kept.outcome(Result.STREAM, null));

            listeners.pass(INTERVAL);
            assertThat(listeners.documents(ListenerUpdate.LIVE))
                    .singleElement()
                    .asString()
                    .contains("\"streams\":1");
        }
    }

    @Test
    void aReviewThatGoesOnFromTheLastOneIsTheReviewFromScratch() throws Exception {
        Random random = new Random(5);
        try (ListenerHarness listeners = ListenerHarness.start().everythingIsRead()) {
            for (int song = 0; song < 60; song++) {
                describe(listeners, song, "");
            }
            for (int review = 0; review < 40; review++) {
                LocalDate today = LocalDate.of(2025, 1, 1).plusDays(review * 3L);
                for (int play = 0; play < 30; play++) {
                    LocalDate date = today.minusDays(play % 10 == 0 ? random.nextInt(50) : 0);
                    listeners.play(
                            "u",
                            "e" + review + "-" + play,
                            "s" + random.nextInt(20 + review),
                            date + "T20:00:00Z");
                }
                if (review % 8 == 5) {
                    for (int song = 0; song < 60; song += 1 + random.nextInt(2)) {
                        describe(listeners, song, " of " + review);
                    }
                }
                if (review % 9 == 4) {
                    listeners.exclude("u", Target.ARTIST, "a" + random.nextInt(6), review < 20);
                }
                listeners.everythingIsRead();
                listeners.pass(ListenerHarness.REVIEW.plusSeconds(1));
                List<String> live = listeners.documents(ListenerUpdate.LIVE);
                listeners.trigger(2025, Purpose.FINAL, "u");
                listeners.everythingIsRead();
                listeners.passStepByStep(Duration.ofSeconds(1));

                assertThat(live).isNotEmpty();
                assertThat(listeners.documents(ListenerUpdate.FINAL))
                        .containsExactly(live.get(live.size() - 1));
            }
        }
    }

    private static void describe(ListenerHarness listeners, int song, String mark)
            throws Exception {
        String artist = "a" + song % 12;
        listeners.catalogue(
                "s" + song, "Song " + song + mark, List.of(new Named(artist, artist + mark)));
    }
}
