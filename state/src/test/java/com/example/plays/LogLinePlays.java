package com.example.plays;

import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.PlayDecoder;
import io.wrapped.state.contract.PlayRecord;
import io.wrapped.state.contract.RefusedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

/**
 * Plays of a service that logs them as lines: {@code public} or {@code private}, event, track, end
 * with the device's offset, and seconds listened to, with tabs between. The user is the key.
 */
public final class LogLinePlays implements PlayDecoder {
    private static final int COLUMNS = 5;

    @Override
    public Play decode(PlayRecord record) throws RefusedException {
        // Looked at first, so that every refusal knows it.
        boolean isPrivate =
                new String(record.value(), StandardCharsets.UTF_8).startsWith("private\t");
        String[] columns = text(record.value(), isPrivate).split("\t", -1);
        if (!isPrivate && !columns[0].equals("public")) {
            throw new RefusedException("neither public nor private", false);
        }
        if (columns.length != COLUMNS || record.key() == null) {
            throw new RefusedException("not a key and " + COLUMNS + " columns", isPrivate);
        }
        try {
            OffsetDateTime end = OffsetDateTime.parse(columns[3]);
            return new Play(
                    columns[1],
                    text(record.key(), isPrivate),
                    "track:" + columns[2],
                    Kind.MUSIC,
                    end.toInstant().toEpochMilli(),
                    Math.multiplyExact(Integer.parseInt(columns[4]), 1000),
                    end.getOffset().getTotalSeconds() / 60,
                    null,
                    null,
                    isPrivate,
                    null,
                    null,
                    null,
                    null);
        } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
            // Whose message would show the value.
            throw new RefusedException("end or length cannot be read", isPrivate);
        }
    }

    private static String text(byte[] bytes, boolean isPrivate) throws RefusedException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new RefusedException("not UTF-8", isPrivate);
        }
    }
}
