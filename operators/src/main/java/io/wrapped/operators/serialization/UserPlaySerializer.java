package io.wrapped.operators.serialization;

import io.wrapped.state.rollup.UserPlay;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Sends plays between tasks: user id and play behind their lengths. Holds no state. */
public final class UserPlaySerializer extends TypeSerializerSingleton<UserPlay> {
    static final UserPlaySerializer INSTANCE = new UserPlaySerializer();

    private static final long serialVersionUID = 1L;
    private static final int IMPORTED = 1 << 31;

    @Override
    public void serialize(UserPlay play, DataOutputView target) throws IOException {
        byte[] userId = play.userId().getBytes(StandardCharsets.UTF_8);
        target.writeInt(userId.length | (play.imported() ? IMPORTED : 0));
        target.write(userId);
        target.writeInt(play.play().length);
        target.write(play.play());
    }

    @Override
    public UserPlay deserialize(DataInputView source) throws IOException {
        int head = source.readInt();
        byte[] userId = new byte[head & ~IMPORTED];
        source.readFully(userId);
        byte[] play = new byte[source.readInt()];
        source.readFully(play);
        return new UserPlay(new String(userId, StandardCharsets.UTF_8), head < 0, play);
    }

    @Override
    public UserPlay deserialize(UserPlay reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public UserPlay copy(UserPlay from) {
        return from;
    }

    @Override
    public UserPlay copy(UserPlay from, UserPlay reuse) {
        return from;
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public UserPlay createInstance() {
        return new UserPlay("", false, new byte[0]);
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public TypeSerializerSnapshot<UserPlay> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Flink asks for it though nothing of this serializer is ever in a savepoint. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<UserPlay> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
