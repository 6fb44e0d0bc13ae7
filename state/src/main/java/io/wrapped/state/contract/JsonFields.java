package io.wrapped.state.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of one JSON object, read by type. */
final class JsonFields {
    private final JsonNode node;

    JsonFields(JsonNode node) throws RefusedException {
        if (!node.isObject()) {
            throw new RefusedException("not a JSON object", false);
        }
        this.node = node;
    }

    String text(String field) throws RefusedException {
        return required(field, optionalText(field));
    }

    @Nullable String optionalText(String field) throws RefusedException {
        JsonNode value = node.path(field);
        return isAbsent(value) ? null : text(field, value);
    }

    /** The texts of a list; an absent list is an empty one. */
    List<String> texts(String field) throws RefusedException {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : elements(field)) {
            texts.add(text(field, element));
        }
        return texts;
    }

    boolean flag(String field) throws RefusedException {
        return required(field, optionalFlag(field));
    }

    @Nullable Boolean optionalFlag(String field) throws RefusedException {
        JsonNode value = node.path(field);
        if (isAbsent(value)) {
            return null;
        }
        ofType(field, value.isBoolean());
        return value.booleanValue();
    }

    int small(String field) throws RefusedException {
        return required(field, optionalSmall(field));
    }

    @Nullable Integer optionalSmall(String field) throws RefusedException {
        Long value = optionalWhole(field);
        if (value == null) {
            return null;
        }
        if (value != value.intValue()) {
            throw ProtoReader.outOfBounds(field);
        }
        return value.intValue();
    }

    long whole(String field) throws RefusedException {
        return required(field, optionalWhole(field));
    }

    @Nullable Long optionalWhole(String field) throws RefusedException {
        JsonNode value = node.path(field);
        if (isAbsent(value)) {
            return null;
        }
        ofType(field, value.isIntegralNumber());
        if (!value.canConvertToLong()) {
            throw ProtoReader.outOfBounds(field);
        }
        return value.longValue();
    }

    double number(String field) throws RefusedException {
        JsonNode value = node.path(field);
        if (isAbsent(value)) {
            throw ProtoReader.missing(field);
        }
        ofType(field, value.isNumber());
        return value.doubleValue();
    }

    <E extends Enum<E>> E constant(String field, Class<E> type) throws RefusedException {
        return ProtoReader.oneOf(field, type, text(field));
    }

    JsonFields object(String field) throws RefusedException {
        return required(field, optionalObject(field));
    }

    @Nullable JsonFields optionalObject(String field) throws RefusedException {
        JsonNode value = node.path(field);
        return isAbsent(value) ? null : object(field, value);
    }

    /** The objects of a list; an absent list is an empty one. */
    List<JsonFields> objects(String field) throws RefusedException {
        List<JsonFields> objects = new ArrayList<>();
        for (JsonNode element : elements(field)) {
            objects.add(object(field, element));
        }
        return objects;
    }

    private List<JsonNode> elements(String field) throws RefusedException {
        List<JsonNode> elements = new ArrayList<>();
        JsonNode list = node.path(field);
        if (!isAbsent(list)) {
            ofType(field, list.isArray());
            list.forEach(
                    element -> {
                        if (!isAbsent(element)) {
                            elements.add(element);
                        }
                    });
        }
        return elements;
    }

    private static JsonFields object(String field, JsonNode value) throws RefusedException {
        ofType(field, value.isObject());
        return new JsonFields(value);
    }

    private static String text(String field, JsonNode value) throws RefusedException {
        ofType(field, value.isTextual());
        if (!CodePoints.wellFormed(value.textValue())) {
            throw new RefusedException(field + " is not Unicode (half a surrogate pair)", false);
        }
        return value.textValue();
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static void ofType(String field, boolean holds) throws RefusedException {
        if (!holds) {
            throw new RefusedException(field + " has a wrong type", false);
        }
    }

    private static <T> T required(String field, @Nullable T value) throws RefusedException {
        if (value == null) {
            throw ProtoReader.missing(field);
        }
        return value;
    }
}
