package io.wrapped.state.contract;

import io.wrapped.state.proto.Control;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns Protobuf messages into records. Refuses what is missing; bounds are looked at afterwards
 * ({@link Bounds}).
 */
final class ProtoReader {
    private ProtoReader() {}

    static Play record(io.wrapped.state.proto.Play message) throws RefusedException {
        present("ended_at", message.hasEndedAt());
        present("ms_played", message.hasMsPlayed());
        present("private_session", message.hasPrivateSession());
        return new Play(
                message.getEventId(),
                message.getUserId(),
                message.getContentUri(),
                kind(message.getKind()),
                message.getEndedAt(),
                message.getMsPlayed(),
                message.hasUtcOffsetMinutes() ? message.getUtcOffsetMinutes() : null,
                message.hasContextUri() ? message.getContextUri() : null,
                message.hasCountry() ? message.getCountry() : null,
                message.getPrivateSession(),
                message.hasOffline() ? message.getOffline() : null,
                message.hasSkipped() ? message.getSkipped() : null,
                message.hasShuffle() ? message.getShuffle() : null,
                message.hasSource() ? source(message.getSource()) : null);
    }

    static CatalogueItem record(io.wrapped.state.proto.CatalogueItem message)
            throws RefusedException {
        return new CatalogueItem(
                message.getContentUri(),
                message.hasName() ? message.getName() : null,
                kind(message.getKind()),
                message.getArtistsList().stream().map(ProtoReader::named).toList(),
                message.hasAlbum() ? message.getAlbum() : null,
                message.hasSongId() ? message.getSongId() : null,
                message.getGenresList(),
                message.hasReleaseYear() ? message.getReleaseYear() : null,
                message.hasShow() ? named(message.getShow()) : null,
                message.hasDurationMs() ? message.getDurationMs() : null,
                message.hasExplicit() ? message.getExplicit() : null,
                message.hasLanguage() ? message.getLanguage() : null);
    }

    static Profile record(io.wrapped.state.proto.Profile message) throws RefusedException {
        present("zone", message.hasZone());
        present("erased", message.hasErased());
        return new Profile(
                message.getUserId(),
                message.getZone(),
                message.hasBirthMonthDay() ? message.getBirthMonthDay() : null,
                message.hasLocale() ? message.getLocale() : null,
                message.hasCountry() ? message.getCountry() : null,
                message.getErased());
    }

    static Exclusion record(io.wrapped.state.proto.Exclusion message) throws RefusedException {
        present("excluded", message.hasExcluded());
        present("changed_at", message.hasChangedAt());
        return new Exclusion(
                message.getUserId(),
                target(message.getTarget()),
                message.getTargetId(),
                message.getExcluded(),
                message.getChangedAt());
    }

    static Trigger record(Control message) throws RefusedException {
        present("year", message.hasYear());
        return new Trigger(
                message.getCommandId(),
                message.getYear(),
                Bounds.throughEpochDay(
                        message.getYear(), message.hasThrough() ? message.getThrough() : null),
                scope(message.getScopeCase()),
                message.getUsers().getUserIdsList(),
                message.hasCohort() ? message.getCohort().getSalt() : null,
                message.getCohort().getShare(),
                purpose(message.getPurpose()));
    }

    static ReportFailure record(io.wrapped.state.proto.ReportFailure message)
            throws RefusedException {
        return new ReportFailure(
                record(message.getRequest()),
                message.getCause(),
                message.getReason(),
                message.getAttempts());
    }

    static ReportRequest record(io.wrapped.state.proto.ReportRequest message)
            throws RefusedException {
        return new ReportRequest(
                message.getUserId(),
                message.getYear(),
                message.getEpochDay(),
                message.getKind(),
                message.getFactsJson(),
                message.getLanguage(),
                message.getVersion(),
                message.getChosenEpochDaysList(),
                message.getCommandId(),
                oneOf("purpose", Trigger.Purpose.class, message.getPurpose()));
    }

    static DeadLetter record(io.wrapped.state.proto.DeadLetter message) {
        return new DeadLetter(
                message.getTopic(),
                message.getPartition(),
                message.getOffset(),
                message.getReason(),
                message.hasKey() ? message.getKey().toByteArray() : null,
                message.hasValue() ? message.getValue().toByteArray() : null,
                message.getTimestamp());
    }

    static Outcome record(io.wrapped.state.proto.Outcome message) throws RefusedException {
        return new Outcome(
                message.getImportId(),
                message.getTopic(),
                message.getPartition(),
                message.getOffset(),
                oneOf("result", Outcome.Result.class, message.getResult()),
                message.hasReason() ? message.getReason() : null,
                message.hasUserId() ? message.getUserId() : null,
                message.getVersion(),
                message.getSubtask(),
                message.getSubtasks());
    }

    static Replay record(io.wrapped.state.proto.Replay message) throws RefusedException {
        List<KeptPlay> plays = new ArrayList<>();
        for (io.wrapped.state.proto.KeptPlay kept : message.getPlaysList()) {
            Play play = record(kept.getPlay());
            if (!play.userId().equals(message.getUserId())) {
                throw new RefusedException("a play of somebody else is replayed", false);
            }
            plays.add(new KeptPlay(kept.getAppendedAt(), play));
        }
        return new Replay(
                message.getUserId(),
                message.getReplayId(),
                oneOf("step", Replay.Step.class, message.getStep().name()),
                message.getNumber(),
                plays,
                message.getToken(),
                message.getForgetMissing());
    }

    static ArchivedRecord record(io.wrapped.state.proto.ArchivedRecord message)
            throws RefusedException {
        ArchivedRecord record =
                new ArchivedRecord(
                        message.getPartition(),
                        message.getOffset(),
                        message.hasSkipped() ? message.getSkipped() : null,
                        message.getTimestamp(),
                        message.hasClock() ? message.getClock() : null,
                        message.getValue().toByteArray());
        if (record.checksum() != message.getChecksum()) {
            throw new RefusedException("its checksum is not that of what it holds", false);
        }
        return record;
    }

    private static Source source(io.wrapped.state.proto.Source message) {
        return new Source(
                message.hasTitle() ? message.getTitle() : null,
                message.hasArtist() ? message.getArtist() : null,
                message.hasAlbum() ? message.getAlbum() : null,
                message.hasShow() ? message.getShow() : null);
    }

    private static Named named(io.wrapped.state.proto.Named message) {
        return new Named(message.getId(), message.hasName() ? message.getName() : null);
    }

    private static Kind kind(io.wrapped.state.proto.Kind kind) throws RefusedException {
        return switch (kind) {
            case MUSIC -> Kind.MUSIC;
            case PODCAST -> Kind.PODCAST;
            case AUDIOBOOK -> Kind.AUDIOBOOK;
            case KIND_UNSPECIFIED -> throw missing("kind");
            case UNRECOGNIZED -> throw outOfBounds("kind");
        };
    }

    private static Exclusion.Target target(io.wrapped.state.proto.Exclusion.Target target)
            throws RefusedException {
        return switch (target) {
            case TRACK -> Exclusion.Target.TRACK;
            case ARTIST -> Exclusion.Target.ARTIST;
            case SHOW -> Exclusion.Target.SHOW;
            case CONTEXT -> Exclusion.Target.CONTEXT;
            case TARGET_UNSPECIFIED -> throw missing("target");
            case UNRECOGNIZED -> throw outOfBounds("target");
        };
    }

    private static Trigger.Scope scope(Control.ScopeCase scope) throws RefusedException {
        return switch (scope) {
            case EVERYONE -> Trigger.Scope.EVERYONE;
            case USERS -> Trigger.Scope.USERS;
            case COHORT -> Trigger.Scope.COHORT;
            case SCOPE_NOT_SET -> throw missing("scope");
        };
    }

    private static Trigger.Purpose purpose(Control.Purpose purpose) throws RefusedException {
        return switch (purpose) {
            case PREVIEW -> Trigger.Purpose.PREVIEW;
            case FINAL -> Trigger.Purpose.FINAL;
            case PURPOSE_UNSPECIFIED -> throw missing("purpose");
            case UNRECOGNIZED -> throw outOfBounds("purpose");
        };
    }

    /** The constant of that name; JSON and some messages spell enums as text. */
    static <E extends Enum<E>> E oneOf(String field, Class<E> type, String name)
            throws RefusedException {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw outOfBounds(field);
    }

    private static void present(String field, boolean isPresent) throws RefusedException {
        if (!isPresent) {
            throw missing(field);
        }
    }

    static RefusedException missing(String field) {
        return new RefusedException(field + " missing", false);
    }

    static RefusedException outOfBounds(String field) {
        return new RefusedException(field + " out of bounds", false);
    }
}
