package io.wrapped.jobs.cli.doctor;

import java.time.Duration;

/** Spans of time as options are written. */
final class Spans {
    private Spans() {}

    static String of(Duration span) {
        return ofMillis(span.toMillis());
    }

    /** In the largest unit that says it exactly, seconds rounded. */
    static String ofMillis(long ms) {
        if (ms < 0) {
            return "-" + ofMillis(-ms);
        }
        if (ms < 1_000) {
            return ms + " ms";
        }
        Duration span = Duration.ofSeconds(Math.round(ms / 1e3));
        if (span.toDays() >= 1 && span.toDays() * 86_400 == span.toSeconds()) {
            return span.toDays() + " d";
        }
        if (span.toDays() >= 2) {
            return span.toDays() + " d " + span.toHoursPart() + " h";
        }
        if (span.toHours() > 0) {
            return span.toHours()
                    + " h"
                    + (span.toMinutesPart() > 0 ? " " + span.toMinutesPart() + " min" : "");
        }
        if (span.toMinutes() > 0 && span.toSecondsPart() == 0) {
            return span.toMinutes() + " min";
        }
        return span.toMinutes() >= 5 ? span.toMinutes() + " min" : span.toSeconds() + " s";
    }
}
