package io.wrapped.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.operators.listener.Change;
import io.wrapped.operators.listener.ListenerUpdate;
import io.wrapped.operators.serialization.UserPlayTypeInfo;
import io.wrapped.operators.source.RawRecord;
import io.wrapped.operators.story.StoryOutcome;
import io.wrapped.sinks.hbase.StoreMutation;
import io.wrapped.state.contract.ArchivedRecord;
import io.wrapped.state.contract.DeadLetter;
import io.wrapped.state.contract.Outcome;
import io.wrapped.state.contract.ReportFailure;
import io.wrapped.state.contract.ReportRequest;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever travels between operators does so by Flink's own serializers. */
class StreamTypesTest {
    @ParameterizedTest
    @ValueSource(
            classes = {
                RawRecord.class,
                ArchivedRecord.class,
                Change.class,
                ListenerUpdate.class,
                ReportRequest.class,
                Outcome.class,
                DeadLetter.class,
                StoryOutcome.class,
                StoreMutation.class,
                ReportFailure.class
            })
    void elementsNeedNoKryo(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    }

    @Test
    void playsHaveTheirOwnSerializer() {
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setGenericTypes(false);

        assertThat(new UserPlayTypeInfo().createSerializer(config).getClass().getPackageName())
                .startsWith("io.wrapped");
    }
}
