package io.wrapped.jobs.listening;

import java.nio.charset.StandardCharsets;

/** Ids of the lengths that real ones have, made of a number; they look random and stay the same. */
public final class Ids {
    private static final byte[] ALPHABET =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final int EVENT_LENGTH = 22;
    private static final int CONTENT_LENGTH = 22;
    private static final int SHORTEST_USER = 22;
    private static final int USER_LENGTHS = 7;
    private static final int CHARACTERS_A_WORD = 10;

    private Ids() {}

    /** The id of a user. */
    public static String user(long seed, int user) {
        long number = mix(seed ^ mix(user));
        int length = SHORTEST_USER + (int) Math.floorMod(number, USER_LENGTHS);
        return text("", number, length);
    }

    static String event(long seed, int user, int stream) {
        return text("", mix(seed + 1) ^ mix(((long) user << 32) | stream), EVENT_LENGTH);
    }

    static String track(int content) {
        return text("wrapped:track:", mix(content), CONTENT_LENGTH);
    }

    static String episode(int content) {
        return text("wrapped:episode:", mix(content), CONTENT_LENGTH);
    }

    static String artist(int artist) {
        return text("wrapped:artist:", mix(~artist), CONTENT_LENGTH);
    }

    static String show(int show) {
        return text("wrapped:show:", mix(show ^ 0x5350L), CONTENT_LENGTH);
    }

    static String song(int song) {
        return text("wrapped:song:", mix(song ^ 0x536f6e67L), CONTENT_LENGTH);
    }

    static String playlist(int user, int playlist) {
        return text("wrapped:playlist:", mix(~(((long) user << 16) | playlist)), CONTENT_LENGTH);
    }

    /** A number that shares nothing visible with the given one. */
    public static long mix(long number) {
        long z = number + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private static String text(String prefix, long number, int length) {
        byte[] text = new byte[prefix.length() + length];
        prefix.getBytes(0, prefix.length(), text, 0);
        long word = number;
        for (int i = 0; i < length; i++) {
            if (i % CHARACTERS_A_WORD == 0) {
                word = mix(word + i);
            }
            text[prefix.length() + i] =
                    ALPHABET[(int) ((word >>> (6 * (i % CHARACTERS_A_WORD))) & 63) % 62];
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
