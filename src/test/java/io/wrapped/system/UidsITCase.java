package io.wrapped.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.jobs.ReportJob;
import io.wrapped.jobs.WrappedJob;
import io.wrapped.system.harness.WrappedSystem;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.api.transformations.PartitionTransformation;
import org.apache.flink.streaming.api.transformations.SideOutputTransformation;
import org.apache.flink.streaming.api.transformations.UnionTransformation;
import org.junit.jupiter.api.Test;

/** Every operator of both jobs keeps its state under a uid of its own and has a name for people. */
class UidsITCase {
    @Test
    void everyOperatorOfTheWrappedJobHasUidAndName() throws Exception {
        try (WrappedSystem system = WrappedSystem.create("uids-wrapped")) {
            StreamExecutionEnvironment environment =
                    StreamExecutionEnvironment.getExecutionEnvironment();
            WrappedJob.add(environment, system.options());

            assertUidsAndNames(environment);
        }
    }

    @Test
    void everyOperatorOfTheReportJobHasUidAndName() throws Exception {
        try (WrappedSystem system = WrappedSystem.create("uids-reports")) {
            system.askModelAt("http://127.0.0.1:1");
            StreamExecutionEnvironment environment =
                    StreamExecutionEnvironment.getExecutionEnvironment();
            ReportJob.add(environment, system.options());

            assertUidsAndNames(environment);
        }
    }

    private static void assertUidsAndNames(StreamExecutionEnvironment environment) {
        StreamGraph graph = environment.getStreamGraph(false);
        List<String> uids = new ArrayList<>();
        for (StreamNode node : graph.getStreamNodes()) {
            assertThat(node.getTransformationUID()).as("uid of %s", node).isNotNull();
            assertThat(node.getOperatorName()).as("name of %s", node).isNotBlank();
            uids.add(node.getTransformationUID());
        }
        assertThat(uids).hasSizeGreaterThan(5).doesNotHaveDuplicates();
        for (Transformation<?> transformation : environment.getTransformations()) {
            assertNamed(transformation);
        }
    }

    private static void assertNamed(Transformation<?> transformation) {
        boolean virtual =
                transformation instanceof PartitionTransformation
                        || transformation instanceof SideOutputTransformation
                        || transformation instanceof UnionTransformation;
        if (!virtual) {
            assertThat(transformation.getUid()).as("uid of %s", transformation).isNotBlank();
            assertThat(transformation.getName())
                    .as("name of %s", transformation)
                    .isNotEqualTo(transformation.getUid())
                    .doesNotMatch("(Process|Map|Filter|Sink|Source|Co-.*)");
        }
    }
}
