package io.wrapped.operators.listener;

import io.wrapped.state.rollup.PlayCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * All that the state of {@link ListenerOperator} holds of one listener, encoded, by the names of
 * its states.
 *
 * @param values single ones
 * @param lists in their order
 * @param maps by key
 */
public record StoredListener(
        String userId,
        Map<String, byte[]> values,
        Map<String, List<byte[]>> lists,
        Map<String, Map<Integer, byte[]>> maps) {

    private static final TypeInformation<byte[]> BYTES =
            PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;

    /** Plays that wait where there is none and only the review is outstanding. */
    static final List<byte[]> REVIEW_ALONE = List.of(new byte[] {PlayCodec.VERSION});

    /** How it goes from task to task. */
    public static final TypeInformation<StoredListener> TYPE =
            Types.POJO(
                    StoredListener.class,
                    Map.of(
                            "userId", Types.STRING,
                            "values", Types.MAP(Types.STRING, BYTES),
                            "lists", Types.MAP(Types.STRING, Types.LIST(BYTES)),
                            "maps", Types.MAP(Types.STRING, Types.MAP(Types.INT, BYTES))));

    public StoredListener {
        values = Map.copyOf(values);
        lists = Map.copyOf(lists);
        maps = Map.copyOf(maps);
    }

    /** The first 64 bits of the SHA-256 of everything. */
    public long digest() {
        DataOutputSerializer out = new DataOutputSerializer(512);
        try {
            out.writeUTF(userId);
            for (Map.Entry<String, byte[]> value : new TreeMap<>(values).entrySet()) {
                out.writeUTF(value.getKey());
                write(value.getValue(), out);
            }
            for (Map.Entry<String, List<byte[]>> list : new TreeMap<>(lists).entrySet()) {
                out.writeUTF(list.getKey());
                for (byte[] value : list.getValue()) {
                    write(value, out);
                }
            }
            for (Map.Entry<String, Map<Integer, byte[]>> map : new TreeMap<>(maps).entrySet()) {
                out.writeUTF(map.getKey());
                for (Map.Entry<Integer, byte[]> entry : new TreeMap<>(map.getValue()).entrySet()) {
                    out.writeInt(entry.getKey());
                    write(entry.getValue(), out);
                }
            }
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(out.getCopyOfBuffer());
            return ByteBuffer.wrap(hash).getLong();
        } catch (IOException | NoSuchAlgorithmException e) {
            // Memory takes what it is given, and every Java has SHA-256.
            throw new IllegalStateException(e);
        }
    }

    private static void write(byte[] value, DataOutputSerializer out) throws IOException {
        out.writeInt(value.length);
        out.write(value);
    }
}
