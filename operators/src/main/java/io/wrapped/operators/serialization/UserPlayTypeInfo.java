package io.wrapped.operators.serialization;

import io.wrapped.state.rollup.UserPlay;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Lets plays travel between operators as they are encoded. */
public final class UserPlayTypeInfo extends TypeInformation<UserPlay> {
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
    public Class<UserPlay> getTypeClass() {
        return UserPlay.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<UserPlay> createSerializer(SerializerConfig config) {
        return UserPlaySerializer.INSTANCE;
    }

    @Override
    public String toString() {
        return "UserPlay";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UserPlayTypeInfo;
    }

    @Override
    public int hashCode() {
        return UserPlayTypeInfo.class.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof UserPlayTypeInfo;
    }
}
