package io.wrapped.state.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.wrapped.state.proto.Control;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ProtoRecordsTest {
    private static final int DAY = 20_000;

    @Test
    void whatIsWrittenIsReadBack() throws Exception {
        CatalogueItem item =
                new CatalogueItem(
                        "c1",
                        "Name",
                        Kind.AUDIOBOOK,
                        List.of(new Named("a1", null), new Named("a2", "A2")),
                        "Album",
                        "song1",
                        List.of("pop", "演歌"),
                        1999,
                        new Named("s1", "Show"),
                        60_000L,
                        true,
                        "et");
        Profile profile = new Profile("u1", "Asia/Kathmandu", "--02-29", "en-GB", "NP", true);
        Exclusion exclusion = new Exclusion("u1", Exclusion.Target.CONTEXT, "p1", false, -1);

        assertThat(ProtoRecords.play(ProtoRecords.bytes(Plays.good()), Plays.NOW))
                .isEqualTo(Plays.good());
        assertThat(ProtoRecords.catalogueItem(ProtoRecords.bytes(item))).isEqualTo(item);
        assertThat(ProtoRecords.profile(ProtoRecords.bytes(profile))).isEqualTo(profile);
        assertThat(ProtoRecords.exclusion(ProtoRecords.bytes(exclusion))).isEqualTo(exclusion);
    }

    @Test
    void triggersOfEveryScopeAreReadBack() throws Exception {
        for (Trigger trigger :
                List.of(
                        trigger(Trigger.Scope.EVERYONE, List.of(), null, 0),
                        trigger(Trigger.Scope.USERS, List.of("u1", "u2"), null, 0),
                        trigger(Trigger.Scope.COHORT, List.of(), "salt", 0.25))) {
            assertThat(ProtoRecords.trigger(ProtoRecords.bytes(trigger))).isEqualTo(trigger);
        }
    }

    @Test
    void whatTheJobsWriteIsReadBack() throws Exception {
        ReportRequest request =
                new ReportRequest(
                        "u1",
                        2024,
                        DAY,
                        "BIRTHDAY",
                        "{}",
                        "en",
                        7,
                        List.of(DAY, DAY + 1),
                        "c1",
                        Trigger.Purpose.FINAL);
        DeadLetter kept = new DeadLetter("play", 3, 4, "bad", new byte[] {1}, new byte[] {2}, 5);
        DeadLetter unkept = new DeadLetter("play", 3, 4, "bad", null, null, 5);
        Outcome outcome = Outcome.of("i1", "play", 1, 2, Outcome.Result.DEAD_LETTER, "bad");
        Outcome told = new Outcome("i1", "control", 0, 9, Outcome.Result.TOLD, null, "u1", 8, 0, 0);
        Outcome done = new Outcome("i1", "control", 0, 9, Outcome.Result.DONE, null, null, 0, 1, 4);

        assertThat(ProtoRecords.reportRequest(ProtoRecords.bytes(request))).isEqualTo(request);
        for (DeadLetter letter : List.of(kept, unkept)) {
            assertThat(ProtoRecords.deadLetter(ProtoRecords.bytes(letter)))
                    .usingRecursiveComparison()
                    .isEqualTo(letter);
        }
        for (Outcome each : List.of(outcome, told, done)) {
            assertThat(ProtoRecords.outcome(ProtoRecords.bytes(each))).isEqualTo(each);
        }
    }

    @Test
    void stepsOfAReplayComeBackAsTheyWere() throws RefusedException {
        Play play = Plays.good();
        for (Replay step :
                List.of(
                        Replay.begin(play.userId(), "r"),
                        Replay.plays(play.userId(), "r", 3, List.of(new KeptPlay(9, play))),
                        Replay.end(play.userId(), "r", 4, 1_735_700_000, true),
                        Replay.abandon(play.userId(), "r"))) {
            assertThat(ProtoRecords.replay(ProtoRecords.bytes(step))).isEqualTo(step);
        }
        byte[] ofSomebodyElse =
                ProtoRecords.bytes(Replay.plays("else", "r", 0, List.of(new KeptPlay(9, play))));
        assertRefused(
                () -> ProtoRecords.replay(ofSomebodyElse),
                "a play of somebody else is replayed",
                false);
    }

    @Test
    void garbageIsRefusedOnEveryTopic() {
        byte[] garbage = "{\"event_id\": 1}".getBytes(StandardCharsets.UTF_8);

        for (ThrowingCallable reading :
                List.<ThrowingCallable>of(
                        () -> ProtoRecords.play(garbage, Plays.NOW),
                        () -> ProtoRecords.catalogueItem(garbage),
                        () -> ProtoRecords.profile(garbage),
                        () -> ProtoRecords.exclusion(garbage),
                        () -> ProtoRecords.trigger(garbage),
                        () -> ProtoRecords.reportRequest(garbage),
                        () -> ProtoRecords.deadLetter(garbage),
                        () -> ProtoRecords.replay(garbage),
                        () -> ProtoRecords.outcome(garbage))) {
            assertRefused(reading, "cannot be decoded (not the topic's message)", false);
        }
    }

    @Test
    void anEmptyValueLacksItsFields() {
        assertRefused(() -> ProtoRecords.play(new byte[0], Plays.NOW), "ended_at missing", false);
        assertRefused(() -> ProtoRecords.profile(new byte[0]), "zone missing", false);
        assertRefused(() -> ProtoRecords.exclusion(new byte[0]), "excluded missing", false);
        assertRefused(() -> ProtoRecords.trigger(new byte[0]), "year missing", false);
        assertRefused(() -> ProtoRecords.catalogueItem(new byte[0]), "kind missing", false);
    }

    @Test
    void aPlayWithoutPrivateSessionIsRefused() {
        byte[] play =
                ProtoWriter.message(Plays.good()).toBuilder()
                        .clearPrivateSession()
                        .build()
                        .toByteArray();

        assertRefused(() -> ProtoRecords.play(play, Plays.NOW), "private_session missing", false);
    }

    @Test
    void constantsOfALaterVersionAreOutOfBounds() {
        byte[] play =
                ProtoWriter.message(Plays.good()).toBuilder().setKindValue(9).build().toByteArray();
        byte[] control =
                Control.newBuilder()
                        .setCommandId("c1")
                        .setYear(2025)
                        .setEveryone(Control.Everyone.getDefaultInstance())
                        .setPurposeValue(9)
                        .build()
                        .toByteArray();

        assertRefused(() -> ProtoRecords.play(play, Plays.NOW), "kind out of bounds", false);
        assertRefused(() -> ProtoRecords.trigger(control), "purpose out of bounds", false);
    }

    @Test
    void aRefusedPrivatePlayIsMarked() {
        byte[] play = ProtoRecords.bytes(Plays.of(true, -1));

        assertRefused(
                () -> ProtoRecords.play(play, Plays.NOW),
                "ms_played out of bounds (0 to 86400000)",
                true);
    }

    @Test
    void aTruncatedPrivatePlayIsMarkedAsFarAsItCanBeRead() {
        byte[] play = ProtoRecords.bytes(Plays.of(true, 50_000));
        byte[] truncated = Arrays.copyOf(play, play.length - 1);

        assertRefused(
                () -> ProtoRecords.play(truncated, Plays.NOW),
                "cannot be decoded (not the topic's message)",
                true);
    }

    private static Trigger trigger(
            Trigger.Scope scope, List<String> users, String salt, double share) {
        return new Trigger(
                "c1",
                2024,
                Math.toIntExact(java.time.LocalDate.of(2024, 11, 15).toEpochDay()),
                scope,
                users,
                salt,
                share,
                Trigger.Purpose.PREVIEW);
    }

    private static void assertRefused(ThrowingCallable reading, String reason, boolean isPrivate) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(reading)
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason))
                .satisfies(refusal -> assertThat(refusal.isPrivatePlay()).isEqualTo(isPrivate));
    }
}
