package io.wrapped.operators.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.state.contract.ReportRequest;
import io.wrapped.state.contract.Trigger.Purpose;
import io.wrapped.state.golden.GoldenValues;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/**
 * Requests in flight stand in checkpoints of the report job as Flink's own serializer writes the
 * record, beside a description of that serializer. A component that is added at the end can be
 * taken in by it; any other change cannot.
 */
class RequestEncodingTest {
    /** Raised with every change of {@link ReportRequest}. */
    private static final int VERSION = 1;

    private static final String SERIALIZER = "serializer";
    private static final Map<String, ReportRequest> REQUESTS =
            Map.of(
                    "full",
                    new ReportRequest(
                            "Zoë",
                            2025,
                            20_253,
                            "BIGGEST_MUSIC_DAY",
                            "{\"value\":1}",
                            "en",
                            (1_735_700_000L << 28) + 3,
                            List.of(20_100, 20_253),
                            "command",
                            Purpose.FINAL),
                    "least",
                    new ReportRequest(
                            "u", 2024, -1, "K", "", "", 0, List.of(), "", Purpose.PREVIEW));

    private final TypeSerializer<ReportRequest> today =
            TypeInformation.of(ReportRequest.class).createSerializer(new SerializerConfigImpl());

    @Test
    void requestsAreWrittenInTheKnownEncoding() throws IOException {
        SortedMap<String, byte[]> written = new TreeMap<>();
        for (Map.Entry<String, ReportRequest> request : REQUESTS.entrySet()) {
            DataOutputSerializer out = new DataOutputSerializer(128);
            today.serialize(request.getValue(), out);
            written.put(request.getKey(), out.getCopyOfBuffer());
        }
        DataOutputSerializer serializer = new DataOutputSerializer(1024);
        TypeSerializerSnapshot.writeVersionedSnapshot(serializer, today.snapshotConfiguration());
        written.put(SERIALIZER, serializer.getCopyOfBuffer());

        GoldenValues.assertNewest("report-request", VERSION, written, ReportRequest.class);
    }

    @Test
    void requestsOfAllVersionsAreRead() throws IOException {
        for (SortedMap<String, byte[]> version : GoldenValues.of("report-request").values()) {
            TypeSerializerSnapshot<ReportRequest> old =
                    TypeSerializerSnapshot.readVersionedSnapshot(
                            new DataInputDeserializer(version.get(SERIALIZER)),
                            getClass().getClassLoader());
            assertThat(today.snapshotConfiguration().resolveSchemaCompatibility(old))
                    .matches(answer -> !answer.isIncompatible());
            TypeSerializer<ReportRequest> reader = old.restoreSerializer();
            for (Map.Entry<String, ReportRequest> request : REQUESTS.entrySet()) {
                byte[] bytes = version.get(request.getKey());
                assertThat(reader.deserialize(new DataInputDeserializer(bytes)))
                        .isEqualTo(request.getValue());
            }
        }
    }
}
