package io.wrapped.sinks.hbase;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.state.logging.LoggedFailure;
import java.util.List;
import org.apache.hadoop.hbase.HRegionLocation;
import org.apache.hadoop.hbase.NotServingRegionException;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.RegionInfo;
import org.apache.hadoop.hbase.client.RegionInfoBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Regions as HBase prints them, between the rows of users who have nothing to do with a failure.
 */
class LoggedRegionTest {
    @ParameterizedTest
    @ValueSource(strings = {"listener-4711", "zoë listener", "listener, 17.", "listener's 'own'"})
    void noFormOfARegionTellsTheRowItBeginsAt(String userId) {
        ReviewTable table = new ReviewTable(16);
        RegionInfo region =
                RegionInfoBuilder.newBuilder(TableName.valueOf("music", "wrapped"))
                        .setStartKey(table.rowKey(userId))
                        .setEndKey(new byte[] {0, 16})
                        .setRegionId(1_764_200_000_000L)
                        .build();
        ServerName server = ServerName.valueOf("127.0.0.1", 16_020, 1);

        for (String printed :
                List.of(
                        region.getRegionNameAsString(),
                        region.toString(),
                        new HRegionLocation(region, server).toString())) {
            assertThat(printed).contains("listener");
            assertThat(
                            LoggedFailure.of(
                                            new NotServingRegionException(
                                                    printed + " is not online on " + server),
                                            List.of("ann"))
                                    .toString())
                    .startsWith("org.apache.hadoop.hbase.NotServingRegionException: ")
                    .contains(region.getEncodedName())
                    .endsWith(" is not online on " + server)
                    .doesNotContain("listener", "17.", "own");
        }
    }
}
