package io.wrapped.state.contract;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of SPEC section 1. Reasons name the field and never its value, so that they can be
 * counted and tell nothing of a private play. Lengths count code points.
 */
public final class Bounds {
    static final int EVENT_ID_LENGTH = 64;
    static final int USER_ID_LENGTH = 128;
    static final int CONTENT_URI_LENGTH = 256;
    private static final int MOST_MS_PLAYED = 86_400_000;
    private static final int MOST_OFFSET_MINUTES = 840;
    private static final int MOST_YEAR = 9999;
    private static final long EARLIEST_END = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();
    private static final long MOST_AHEAD_MS = TimeUnit.HOURS.toMillis(48);
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    private Bounds() {}

    /**
     * Refuses a play out of bounds.
     *
     * @param brokerTimestamp time stamp of its record, or for a file the time of its import; epoch
     *     milliseconds
     */
    public static void check(Play play, long brokerTimestamp) throws RefusedException {
        boolean isPrivate = play.privateSession();
        within("event_id", play.eventId(), EVENT_ID_LENGTH, isPrivate);
        within("user_id", play.userId(), USER_ID_LENGTH, isPrivate);
        within("content_uri", play.contentUri(), CONTENT_URI_LENGTH, isPrivate);
        holds(
                play.endedAt() >= EARLIEST_END && play.endedAt() <= brokerTimestamp + MOST_AHEAD_MS,
                "ended_at out of bounds (from 2000-01-01 to 48 hours ahead of the record's time)",
                isPrivate);
        holds(
                play.msPlayed() >= 0 && play.msPlayed() <= MOST_MS_PLAYED,
                "ms_played out of bounds (0 to 86400000)",
                isPrivate);
        Integer offset = play.utcOffsetMinutes();
        holds(
                offset == null || Math.abs((long) offset) <= MOST_OFFSET_MINUTES,
                "utc_offset_minutes out of bounds (-840 to 840)",
                isPrivate);
        country(play.country(), isPrivate);
    }

    /** Refuses a profile out of bounds. */
    public static void check(Profile profile) throws RefusedException {
        within("user_id", profile.userId(), USER_ID_LENGTH, false);
        holds(Zones.isKnown(profile.zone()), "zone unknown (an IANA id)", false);
        holds(isMonthDay(profile.birthMonthDay()), "birth_month_day impossible (--MM-DD)", false);
        holds(isLanguageTag(profile.locale()), "locale out of bounds (a BCP 47 tag)", false);
        country(profile.country(), false);
    }

    /** Refuses an exclusion out of bounds. */
    public static void check(Exclusion exclusion) throws RefusedException {
        within("user_id", exclusion.userId(), USER_ID_LENGTH, false);
        holds(!exclusion.targetId().isEmpty(), "target_id missing", false);
    }

    /** Refuses a catalogue record out of bounds. */
    public static void check(CatalogueItem item) throws RefusedException {
        within("content_uri", item.contentUri(), CONTENT_URI_LENGTH, false);
    }

    /** Refuses a trigger out of bounds. */
    public static void check(Trigger trigger) throws RefusedException {
        holds(!trigger.commandId().isEmpty(), "command_id missing", false);
        holds(
                LocalDate.ofEpochDay(trigger.throughEpochDay()).getYear() == trigger.year(),
                "through out of bounds (a date in the year)",
                false);
        holds(
                trigger.scope() != Trigger.Scope.COHORT
                        || (trigger.share() > 0 && trigger.share() <= 1),
                "share out of bounds (above 0, at most 1)",
                false);
    }

    /**
     * The last date that a trigger covers, as days since 1970-01-01.
     *
     * @param through {@code yyyy-mm-dd}; null: 31 December
     */
    static int throughEpochDay(int year, @Nullable String through) throws RefusedException {
        holds(year >= 1 && year <= MOST_YEAR, "year out of bounds (1 to 9999)", false);
        try {
            LocalDate last = LocalDate.parse(through == null ? endOf(year) : through);
            return Math.toIntExact(last.toEpochDay());
        } catch (DateTimeException | ArithmeticException e) {
            throw new RefusedException("through out of bounds (yyyy-mm-dd)", false);
        }
    }

    private static String endOf(int year) {
        return LocalDate.of(year, 12, 31).toString();
    }

    private static void country(@Nullable String country, boolean isPrivate)
            throws RefusedException {
        holds(
                country == null || COUNTRY.matcher(country).matches(),
                "country out of bounds (two upper-case letters)",
                isPrivate);
    }

    private static void within(String field, String value, int most, boolean isPrivate)
            throws RefusedException {
        if (!CodePoints.within(value, most)) {
            throw new RefusedException(
                    field + " out of bounds (1 to " + most + " code points)", isPrivate);
        }
    }

    private static void holds(boolean bound, String reason, boolean isPrivate)
            throws RefusedException {
        if (!bound) {
            throw new RefusedException(reason, isPrivate);
        }
    }

    private static boolean isMonthDay(@Nullable String text) {
        try {
            return text == null || MonthDay.parse(text).toString().equals(text);
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isLanguageTag(@Nullable String text) {
        if (text == null) {
            return true;
        }
        try {
            // The builder would take an empty tag as a wish to clear it.
            return !text.isEmpty() && new Locale.Builder().setLanguageTag(text).build() != null;
        } catch (IllformedLocaleException e) {
            return false;
        }
    }
}
