package io.wrapped.state.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/**
 * The user whom a record names, also where it breaks a bound: what an erasure must find and an
 * answer to an access request must show.
 */
public final class NamedUser {
    /** Between the parts of a key that begins with a user id. */
    public static final char KEY_SEPARATOR = '\u001f';

    private NamedUser() {}

    /** What a value should be. */
    public enum Form {
        PLAY,
        PROFILE,
        EXCLUSION,
        REPORT_REQUEST,
        /** A row of a file: one line of JSON, or text that names nobody. */
        ROW
    }

    /** The user whom a value names, null where it cannot be read or names none. */
    public static @Nullable String inValue(Form form, byte[] value) {
        try {
            String user =
                    switch (form) {
                        case PLAY -> io.wrapped.state.proto.Play.parseFrom(value).getUserId();
                        case PROFILE -> io.wrapped.state.proto.Profile.parseFrom(value).getUserId();
                        case EXCLUSION ->
                                io.wrapped.state.proto.Exclusion.parseFrom(value).getUserId();
                        case REPORT_REQUEST ->
                                io.wrapped.state.proto.ReportRequest.parseFrom(value).getUserId();
                        case ROW -> inJson(new String(value, UTF_8));
                    };
            return isId(user) ? user : null;
        } catch (InvalidProtocolBufferException e) {
            return null;
        }
    }

    /** The user whom the key of such a record names, null where it names none. */
    public static @Nullable String inKey(byte[] key) {
        String text;
        try {
            text = UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
        int end = text.indexOf(KEY_SEPARATOR);
        String user = end < 0 ? text : text.substring(0, end);
        return isId(user) ? user : null;
    }

    private static boolean isId(@Nullable String user) {
        return user != null
                && !user.isEmpty()
                && user.codePointCount(0, user.length()) <= Bounds.USER_ID_LENGTH;
    }

    private static @Nullable String inJson(String line) {
        String user = null;
        try (JsonParser tokens = JsonRecords.parser(line)) {
            if (tokens.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (tokens.nextToken() == JsonToken.FIELD_NAME) {
                boolean names = tokens.currentName().equals("user_id");
                JsonToken value = tokens.nextToken();
                if (names && value == JsonToken.VALUE_STRING) {
                    user = tokens.getText();
                }
                tokens.skipChildren();
            }
        } catch (IOException e) {
            return user;
        }
        return user;
    }
}
