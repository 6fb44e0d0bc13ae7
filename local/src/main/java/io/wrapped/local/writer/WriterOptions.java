package io.wrapped.local.writer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the offline writer serves, and which faults it plays for tests.
 *
 * @param port 0: one that is free
 * @param latencyMs wait before every answer, milliseconds
 * @param failFirst so many calls are answered with the fault, all later ones well; -1: all calls
 * @param fault what a faulty call is answered with: an HTTP status, {@code garbage} (a body that is
 *     not JSON) or {@code silence} (nothing at all)
 */
record WriterOptions(int port, long latencyMs, long failFirst, String fault) {
    static final String GARBAGE = "garbage";
    static final String SILENCE = "silence";

    private static final String PORT = "--port";
    private static final String LATENCY = "--latency";
    private static final String FAIL_FIRST = "--fail-first";
    private static final String FAULT = "--fault";
    private static final List<String> OPTIONS = List.of(PORT, LATENCY, FAIL_FIRST, FAULT);
    static final String USAGE =
            "usage: [--port P] [--latency MS] [--fail-first N] [--fault STATUS|garbage|silence]";

    WriterOptions {
        if (!fault.matches("[45][0-9][0-9]|" + GARBAGE + "|" + SILENCE)) {
            throw new IllegalArgumentException(
                    FAULT
                            + " is '"
                            + fault
                            + "', expected a status from 400 to 599, garbage or silence");
        }
    }

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException saying what is wrong and what is expected
     */
    static WriterOptions parse(String... arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!OPTIONS.contains(arguments[i])) {
                throw new IllegalArgumentException(
                        "unknown option '" + arguments[i] + "'; " + USAGE);
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("option " + arguments[i] + " needs a value");
            }
            given.put(arguments[i], arguments[i + 1]);
        }
        return new WriterOptions(
                (int) number(given, PORT, 0, 65_535),
                number(given, LATENCY, 0, Integer.MAX_VALUE),
                number(given, FAIL_FIRST, -1, Integer.MAX_VALUE),
                given.getOrDefault(FAULT, "500"));
    }

    private static long number(Map<String, String> given, String option, long least, long most) {
        String value = given.getOrDefault(option, "0");
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, with the bounds.
        }
        throw new IllegalArgumentException(
                option + " is '" + value + "', expected a number from " + least + " to " + most);
    }
}
