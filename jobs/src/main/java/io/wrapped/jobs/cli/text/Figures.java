package io.wrapped.jobs.cli.text;

import java.util.List;
import java.util.Locale;

/** Figures as people say them. */
final class Figures {
    private static final List<String> SIZES = List.of("B", "kB", "MB", "GB", "TB");
    private static final long MS_A_MINUTE = 60_000;
    private static final long MINUTES_AN_HOUR = 60;

    private Figures() {}

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 song}, {@code 2 songs}. */
    static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    /** Milliseconds rounded half up. */
    static long minutes(long ms) {
        return (ms + MS_A_MINUTE / 2) / MS_A_MINUTE;
    }

    /** {@code 2 h 8 min}. */
    static String duration(long ms) {
        long minutes = minutes(ms);
        if (minutes == 0) {
            return ms == 0 ? "0 min" : "under a minute";
        }
        long hours = minutes / MINUTES_AN_HOUR;
        long rest = minutes % MINUTES_AN_HOUR;
        if (hours == 0) {
            return rest + " min";
        }
        return rest == 0 ? count(hours) + " h" : count(hours) + " h " + rest + " min";
    }

    /** {@code 1.4 MB}. */
    static String size(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1_000 && unit < SIZES.size() - 1) {
            value /= 1_000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f" : "%.1f", value)
                + " "
                + SIZES.get(unit);
    }

    /** Up to two decimals, without those that are zero. */
    static String decimal(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.replaceAll("\\.?0+$", "");
    }
}
