package io.wrapped.jobs.cli.doctor;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of versions such as 2.6.4-hadoop3. */
final class Versions {
    private static final Pattern PARTS = Pattern.compile("([0-9]+)\\.([0-9]+).*");

    private Versions() {}

    /** The first part; -1 where it is no version. */
    static int major(String version) {
        Matcher parts = PARTS.matcher(version);
        return parts.matches() ? Integer.parseInt(parts.group(1)) : -1;
    }

    /** The first two parts; all of it where it is no version. */
    static String minor(String version) {
        Matcher parts = PARTS.matcher(version);
        return parts.matches() ? parts.group(1) + "." + parts.group(2) : version;
    }
}
