package io.wrapped.jobs.imports;

import io.wrapped.state.contract.RefusedException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;

/**
 * The ways in which exporters of Last.fm scrobbles write a time: epoch seconds or milliseconds,
 * {@code 2024-01-31T23:05:00Z}, {@code 2024-01-31 23:05}, {@code 31 Jan 2024, 23:05}. A time
 * without an offset is in UTC, as Last.fm gives it.
 */
final class ScrobbleTime {
    /** As seconds the year 5138, as milliseconds the year 1973: what is greater is milliseconds. */
    private static final long GREATEST_SECONDS = 100_000_000_000L;

    private static final List<DateTimeFormatter> WRITTEN =
            List.of(
                    withTime(builder().appendPattern("uuuu-MM-dd").appendPattern("['T'][' ']")),
                    withTime(builder().appendPattern("d MMM uuuu[','] ")));

    private ScrobbleTime() {}

    /** Epoch milliseconds. */
    static long parse(String text) throws RefusedException {
        String time = text.strip();
        if (time.matches("-?\\d{1,18}")) {
            long number = Long.parseLong(time);
            return Math.abs(number) > GREATEST_SECONDS ? number : number * 1000;
        }
        for (DateTimeFormatter format : WRITTEN) {
            try {
                return epochMillis(
                        format.parseBest(time, OffsetDateTime::from, LocalDateTime::from));
            } catch (DateTimeException e) {
                continue;
            }
        }
        throw RowFields.refused("unreadable time");
    }

    private static long epochMillis(TemporalAccessor time) {
        OffsetDateTime exact =
                time instanceof OffsetDateTime offset
                        ? offset
                        : LocalDateTime.from(time).atOffset(ZoneOffset.UTC);
        return exact.toInstant().toEpochMilli();
    }

    private static DateTimeFormatterBuilder builder() {
        return new DateTimeFormatterBuilder().parseCaseInsensitive();
    }

    private static DateTimeFormatter withTime(DateTimeFormatterBuilder date) {
        return date.appendPattern("HH:mm[:ss")
                .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                .optionalEnd()
                .appendPattern("[' ']")
                .optionalStart()
                .appendOffset("+HH:MM", "Z")
                .optionalEnd()
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }
}
