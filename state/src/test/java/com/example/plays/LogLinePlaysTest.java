package com.example.plays;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.PlayRecord;
import io.wrapped.state.kit.PlayDecoderKit;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

class LogLinePlaysTest extends PlayDecoderKit {
    @Override
    protected String format() {
        return LogLinePlays.class.getName();
    }

    @Override
    protected PlayRecord record(Play play) {
        Play carried = carried(play);
        String line =
                String.join(
                        "\t",
                        carried.privateSession() ? "private" : "public",
                        carried.eventId(),
                        carried.contentUri().substring("track:".length()),
                        Instant.ofEpochMilli(carried.endedAt())
                                .atOffset(
                                        ZoneOffset.ofTotalSeconds(carried.utcOffsetMinutes() * 60))
                                .toString(),
                        String.valueOf(carried.msPlayed() / 1000));
        return new PlayRecord(
                line.getBytes(UTF_8), carried.userId().getBytes(UTF_8), carried.endedAt());
    }

    /** Music alone, whole seconds, and nothing that the line has no column for. */
    @Override
    protected Play carried(Play play) {
        return new Play(
                play.eventId(),
                play.userId(),
                "track:" + play.contentUri().replaceFirst("^track:", ""),
                Kind.MUSIC,
                play.endedAt(),
                play.msPlayed() / 1000 * 1000,
                play.utcOffsetMinutes() == null ? 0 : play.utcOffsetMinutes(),
                null,
                null,
                play.privateSession(),
                null,
                null,
                null,
                null);
    }

    @Override
    protected Map<String, PlayRecord> broken() {
        return Map.of(
                "not said whether private", line("e1\ts1\t2025-03-01T12:00Z\t180"),
                "a column too few", line("public\te1\ts1\t2025-03-01T12:00Z"),
                "no offset", line("public\te1\ts1\t2025-03-01T12:00\t180"),
                "no number", line("public\te1\ts1\t2025-03-01T12:00Z\tlong"));
    }

    @Override
    protected Map<String, PlayRecord> brokenPrivate() {
        return Map.of(
                "cut off", line("private\te1\ts1\t2025-03"),
                "no number", line("private\te1\ts1\t2025-03-01T12:00Z\tlong"),
                "not UTF-8",
                        new PlayRecord(
                                new byte[] {'p', 'r', 'i', 'v', 'a', 't', 'e', '\t', (byte) 0xff},
                                new byte[] {'u'},
                                0));
    }

    private static PlayRecord line(String text) {
        return new PlayRecord(text.getBytes(UTF_8), "u1".getBytes(UTF_8), 0);
    }
}
