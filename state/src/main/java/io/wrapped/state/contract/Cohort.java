package io.wrapped.state.contract;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** A share of all users, chosen by hash so that everyone who asks gets the same answer. */
final class Cohort {
    private static final double TWO_TO_THE_64 = 0x1p64;

    private Cohort() {}

    /**
     * Whether the first 8 bytes of SHA-256 of {@code salt:user_id}, as an unsigned fraction, are
     * below the share. Both sides are compared exactly: a double cannot hold 64 bits.
     */
    static boolean contains(String salt, double share, String userId) {
        byte[] first = Arrays.copyOf(sha256(salt + ':' + userId), Long.BYTES);
        BigDecimal bound = new BigDecimal(share * TWO_TO_THE_64);
        return new BigDecimal(new BigInteger(1, first)).compareTo(bound) < 0;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
