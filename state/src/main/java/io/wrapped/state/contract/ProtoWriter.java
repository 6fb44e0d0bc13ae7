package io.wrapped.state.contract;

import com.google.protobuf.ByteString;
import io.wrapped.state.proto.Control;
import java.time.LocalDate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns records into Protobuf messages. */
final class ProtoWriter {
    private ProtoWriter() {}

    static io.wrapped.state.proto.Play message(Play play) {
        var message =
                io.wrapped.state.proto.Play.newBuilder()
                        .setEventId(play.eventId())
                        .setUserId(play.userId())
                        .setContentUri(play.contentUri())
                        .setKind(kind(play.kind()))
                        .setEndedAt(play.endedAt())
                        .setMsPlayed(play.msPlayed())
                        .setPrivateSession(play.privateSession());
        set(play.utcOffsetMinutes(), message::setUtcOffsetMinutes);
        set(play.contextUri(), message::setContextUri);
        set(play.country(), message::setCountry);
        set(play.offline(), message::setOffline);
        set(play.skipped(), message::setSkipped);
        set(play.shuffle(), message::setShuffle);
        Source source = play.source();
        if (source != null) {
            var names = message.getSourceBuilder();
            set(source.title(), names::setTitle);
            set(source.artist(), names::setArtist);
            set(source.album(), names::setAlbum);
            set(source.show(), names::setShow);
        }
        return message.build();
    }

    static io.wrapped.state.proto.CatalogueItem message(CatalogueItem item) {
        var message =
                io.wrapped.state.proto.CatalogueItem.newBuilder()
                        .setContentUri(item.contentUri())
                        .setKind(kind(item.kind()))
                        .addAllGenres(item.genres());
        item.artists().forEach(artist -> message.addArtists(named(artist)));
        set(item.name(), message::setName);
        set(item.album(), message::setAlbum);
        set(item.songId(), message::setSongId);
        set(item.releaseYear(), message::setReleaseYear);
        set(item.show(), show -> message.setShow(named(show)));
        set(item.durationMs(), message::setDurationMs);
        set(item.explicit(), message::setExplicit);
        set(item.language(), message::setLanguage);
        return message.build();
    }

    static io.wrapped.state.proto.Profile message(Profile profile) {
        var message =
                io.wrapped.state.proto.Profile.newBuilder()
                        .setUserId(profile.userId())
                        .setZone(profile.zone())
                        .setErased(profile.erased());
        set(profile.birthMonthDay(), message::setBirthMonthDay);
        set(profile.locale(), message::setLocale);
        set(profile.country(), message::setCountry);
        return message.build();
    }

    static io.wrapped.state.proto.Exclusion message(Exclusion exclusion) {
        return io.wrapped.state.proto.Exclusion.newBuilder()
                .setUserId(exclusion.userId())
                .setTarget(
                        io.wrapped.state.proto.Exclusion.Target.valueOf(exclusion.target().name()))
                .setTargetId(exclusion.targetId())
                .setExcluded(exclusion.excluded())
                .setChangedAt(exclusion.changedAt())
                .build();
    }

    static Control message(Trigger trigger) {
        var message =
                Control.newBuilder()
                        .setCommandId(trigger.commandId())
                        .setYear(trigger.year())
                        .setThrough(LocalDate.ofEpochDay(trigger.throughEpochDay()).toString())
                        .setPurpose(Control.Purpose.valueOf(trigger.purpose().name()));
        switch (trigger.scope()) {
            case EVERYONE -> message.setEveryone(Control.Everyone.getDefaultInstance());
            case USERS ->
                    message.setUsers(
                            Control.Users.newBuilder().addAllUserIds(trigger.userIds()).build());
            case COHORT -> {
                var cohort = Control.Cohort.newBuilder().setShare(trigger.share());
                set(trigger.salt(), cohort::setSalt);
                message.setCohort(cohort.build());
            }
        }
        return message.build();
    }

    static io.wrapped.state.proto.ReportRequest message(ReportRequest request) {
        return io.wrapped.state.proto.ReportRequest.newBuilder()
                .setUserId(request.userId())
                .setYear(request.year())
                .setEpochDay(request.epochDay())
                .setKind(request.kind())
                .setFactsJson(request.factsJson())
                .setLanguage(request.language())
                .setVersion(request.version())
                .addAllChosenEpochDays(request.chosenEpochDays())
                .setCommandId(request.commandId())
                .setPurpose(request.purpose().name())
                .build();
    }

    static io.wrapped.state.proto.ReportFailure message(ReportFailure failure) {
        return io.wrapped.state.proto.ReportFailure.newBuilder()
                .setRequest(message(failure.request()))
                .setCause(failure.cause())
                .setReason(failure.reason())
                .setAttempts(failure.attempts())
                .build();
    }

    static io.wrapped.state.proto.DeadLetter message(DeadLetter letter) {
        var message =
                io.wrapped.state.proto.DeadLetter.newBuilder()
                        .setTopic(letter.topic())
                        .setPartition(letter.partition())
                        .setOffset(letter.offset())
                        .setReason(letter.reason())
                        .setTimestamp(letter.timestamp());
        set(letter.key(), key -> message.setKey(ByteString.copyFrom(key)));
        set(letter.value(), value -> message.setValue(ByteString.copyFrom(value)));
        return message.build();
    }

    static io.wrapped.state.proto.Outcome message(Outcome outcome) {
        var message =
                io.wrapped.state.proto.Outcome.newBuilder()
                        .setImportId(outcome.importId())
                        .setTopic(outcome.topic())
                        .setPartition(outcome.partition())
                        .setOffset(outcome.offset())
                        .setResult(outcome.result().name());
        set(outcome.reason(), message::setReason);
        set(outcome.userId(), message::setUserId);
        // Zero is what an absent number reads as.
        if (outcome.version() != 0) {
            message.setVersion(outcome.version());
        }
        if (outcome.subtasks() != 0) {
            message.setSubtask(outcome.subtask()).setSubtasks(outcome.subtasks());
        }
        return message.build();
    }

    static io.wrapped.state.proto.Replay message(Replay replay) {
        var message =
                io.wrapped.state.proto.Replay.newBuilder()
                        .setUserId(replay.userId())
                        .setReplayId(replay.replayId())
                        .setStep(io.wrapped.state.proto.Replay.Step.valueOf(replay.step().name()))
                        .setNumber(replay.number())
                        .setToken(replay.token())
                        .setForgetMissing(replay.forgetMissing());
        for (KeptPlay kept : replay.plays()) {
            message.addPlays(
                    io.wrapped.state.proto.KeptPlay.newBuilder()
                            .setAppendedAt(kept.appendedAt())
                            .setPlay(message(kept.play())));
        }
        return message.build();
    }

    static io.wrapped.state.proto.ArchivedRecord message(ArchivedRecord record) {
        var message =
                io.wrapped.state.proto.ArchivedRecord.newBuilder()
                        .setPartition(record.partition())
                        .setOffset(record.offset())
                        .setTimestamp(record.timestamp())
                        .setValue(ByteString.copyFrom(record.value()))
                        .setChecksum(record.checksum());
        set(record.skipped(), message::setSkipped);
        set(record.clock(), message::setClock);
        return message.build();
    }

    private static io.wrapped.state.proto.Named named(Named named) {
        var message = io.wrapped.state.proto.Named.newBuilder().setId(named.id());
        set(named.name(), message::setName);
        return message.build();
    }

    private static io.wrapped.state.proto.Kind kind(Kind kind) {
        return io.wrapped.state.proto.Kind.valueOf(kind.name());
    }

    private static <T> void set(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }
}
