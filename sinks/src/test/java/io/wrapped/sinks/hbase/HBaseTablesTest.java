package io.wrapped.sinks.hbase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wrapped.sinks.Difference;
import org.apache.flink.configuration.Configuration;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.TableDescriptor;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.junit.jupiter.api.Test;

class HBaseTablesTest {
    private final TableDescriptor asked = HBaseTables.describe(new Configuration());

    @Test
    void tableAsAskedHasNoDifferences() {
        assertThat(HBaseTables.differences(asked, HBaseTables.describe(new Configuration())))
                .isEmpty();
    }

    @Test
    void otherBucketsAndCompressionAreNamed() {
        Configuration options = new Configuration();
        options.set(HBaseOptions.SALT_BUCKETS, 4);
        options.set(HBaseOptions.COMPRESSION, "zstd");
        assertThat(HBaseTables.differences(asked, HBaseTables.describe(options)))
                .containsExactly(
                        "wrapped.salt-buckets is 16, asked 4",
                        "family d compression is NONE, asked ZSTD",
                        "family r compression is NONE, asked ZSTD",
                        "family s compression is NONE, asked ZSTD");
    }

    @Test
    void tableOfSomebodyElseIsNamedInEveryPart() {
        TableDescriptor other =
                TableDescriptorBuilder.newBuilder(asked.getTableName())
                        .setColumnFamily(
                                ColumnFamilyDescriptorBuilder.newBuilder("d".getBytes(UTF_8))
                                        .setMaxVersions(3)
                                        .setTimeToLive(60)
                                        .build())
                        .build();
        assertThat(HBaseTables.differences(other, asked))
                .containsExactly(
                        "wrapped.layout is null, asked 1",
                        "wrapped.salt-buckets is null, asked 16",
                        "family d versions is 3, asked 1",
                        "family d time to live is 60, asked 2147483647",
                        "family d hbase.hstore.time.to.purge.deletes is null, asked 1",
                        "family r is missing",
                        "family s is missing");
    }

    @Test
    void onlyWhatLosesOrBringsBackSomethingIsNeeded() {
        TableDescriptor other =
                TableDescriptorBuilder.newBuilder(asked)
                        .setValue("wrapped.salt-buckets", "4")
                        .modifyColumnFamily(
                                ColumnFamilyDescriptorBuilder.newBuilder("s".getBytes(UTF_8))
                                        .setMaxVersions(3)
                                        .build())
                        .build();

        assertThat(HBaseTables.compare(other, asked))
                .containsExactly(
                        new Difference("", "wrapped.salt-buckets", "4", "16", false),
                        new Difference("family s", "VERSIONS", "3", "1", false),
                        new Difference(
                                "family s",
                                "hbase.hstore.time.to.purge.deletes",
                                "null",
                                "1",
                                true));
    }

    @Test
    void unknownCompressionIsNamed() {
        Configuration options = new Configuration();
        options.set(HBaseOptions.COMPRESSION, "RAR");
        assertThatThrownBy(() -> HBaseTables.describe(options))
                .hasMessageStartingWith("hbase.compression is 'RAR', expected one of [");
    }

    @Test
    void clientWithoutAddressAsksForOne() {
        assertThatThrownBy(() -> HBaseClient.configuration(new Configuration()))
                .hasMessage(
                        "where is HBase? Set hbase.zookeeper-quorum or hbase.bootstrap-servers");
    }
}
