package io.wrapped.state.contract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.wrapped.state.proto.Play;
import java.io.IOException;

/**
 * Whether a play that cannot be decoded as a whole can still be read to be private, as far as it
 * can be read: its bytes must not be kept then.
 */
final class PrivateMark {
    /** Of {@code private_session} as a varint. */
    private static final int TAG =
            Play.PRIVATE_SESSION_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_VARINT;

    private PrivateMark() {}

    static boolean inProto(byte[] value) {
        CodedInputStream fields = CodedInputStream.newInstance(value);
        boolean isPrivate = false;
        try {
            for (int tag = fields.readTag(); tag != 0; tag = fields.readTag()) {
                if (tag == TAG) {
                    isPrivate = fields.readBool();
                } else if (!fields.skipField(tag)) {
                    break;
                }
            }
        } catch (IOException e) {
            return isPrivate;
        }
        return isPrivate;
    }

    static boolean inJson(String line) {
        boolean isPrivate = false;
        try (JsonParser tokens = JsonRecords.parser(line)) {
            if (tokens.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (tokens.nextToken() == JsonToken.FIELD_NAME) {
                boolean mark = tokens.currentName().equals("private_session");
                JsonToken value = tokens.nextToken();
                if (mark) {
                    isPrivate = value == JsonToken.VALUE_TRUE;
                }
                tokens.skipChildren();
            }
        } catch (IOException e) {
            return isPrivate;
        }
        return isPrivate;
    }
}
