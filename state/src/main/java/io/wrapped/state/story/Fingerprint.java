package io.wrapped.state.story;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Identifies what a story was written from (SPEC section 6). */
public final class Fingerprint {
    private Fingerprint() {}

    /**
     * The hex SHA-256 of facts, prompt version, model and language, each preceded by its length in
     * bytes so that no two different quadruples share an input.
     *
     * @param factsJson the facts exactly as the review document holds them
     */
    public static String of(String factsJson, String promptVersion, String model, String language) {
        MessageDigest digest = sha256();
        for (String part : new String[] {factsJson, promptVersion, model, language}) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
