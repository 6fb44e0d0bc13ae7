package io.wrapped.operators.serialization;

import io.wrapped.state.rollup.PlayEvent;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Lets plays travel between operators in their own encoding. */
public final class PlayEventTypeInfo extends TypeInformation<PlayEvent> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<PlayEvent> getTypeClass() {
        return PlayEvent.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<PlayEvent> createSerializer(SerializerConfig config) {
        return new CodecSerializer<>(StateType.PLAY_EVENT);
    }

    @Override
    public String toString() {
        return "PlayEvent";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PlayEventTypeInfo;
    }

    @Override
    public int hashCode() {
        return PlayEventTypeInfo.class.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof PlayEventTypeInfo;
    }
}
