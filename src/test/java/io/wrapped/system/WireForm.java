package io.wrapped.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Map;
import java.util.Optional;

/**
 * Says a JSON record in its wire format, faults and all: what is out of bounds stays out of bounds.
 * Some faults the typed format has no words for, such as text where a number stands.
 */
final class WireForm {
    /** A value that no enum has. */
    private static final int NO_SUCH_VALUE = 99;

    private WireForm() {}

    /**
     * The record's bytes; empty where the format cannot say it.
     *
     * @param required a flag that JSON must have and whose absence means false on the wire
     */
    static Optional<byte[]> of(JsonNode record, Message.Builder builder, String required) {
        if (!record.path(required).isBoolean() || !fill(record, builder)) {
            return Optional.empty();
        }
        return Optional.of(builder.build().toByteArray());
    }

    private static boolean fill(JsonNode record, Message.Builder builder) {
        for (Map.Entry<String, JsonNode> field : record.properties()) {
            FieldDescriptor descriptor =
                    builder.getDescriptorForType().findFieldByName(field.getKey());
            if (descriptor != null
                    && !field.getValue().isNull()
                    && !set(builder, descriptor, field.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static boolean set(Message.Builder builder, FieldDescriptor field, JsonNode value) {
        if (field.isRepeated()) {
            return false;
        }
        return switch (field.getJavaType()) {
            case STRING -> set(builder, field, value.isTextual(), value.textValue());
            case BOOLEAN -> set(builder, field, value.isBoolean(), value.booleanValue());
            case INT ->
                    set(
                            builder,
                            field,
                            value.isIntegralNumber() && value.canConvertToInt(),
                            value.intValue());
            case LONG ->
                    set(
                            builder,
                            field,
                            value.isIntegralNumber() && value.canConvertToLong(),
                            value.longValue());
            case ENUM -> set(builder, field, value.isTextual(), constant(field, value));
            case MESSAGE -> {
                Message.Builder inner = builder.newBuilderForField(field);
                yield value.isObject()
                        && fill(value, inner)
                        && set(builder, field, true, inner.build());
            }
            default -> false;
        };
    }

    private static EnumValueDescriptor constant(FieldDescriptor field, JsonNode value) {
        EnumValueDescriptor named = field.getEnumType().findValueByName(value.asText());
        return named == null
                ? field.getEnumType().findValueByNumberCreatingIfUnknown(NO_SUCH_VALUE)
                : named;
    }

    private static boolean set(
            Message.Builder builder, FieldDescriptor field, boolean sayable, Object value) {
        if (sayable) {
            builder.setField(field, value);
        }
        return sayable;
    }
}
