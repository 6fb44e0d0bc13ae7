package io.wrapped.sinks.hbase;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.TableExistsException;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptor;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.TableDescriptor;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.apache.hadoop.hbase.io.compress.Compression;
import org.apache.hadoop.hbase.io.encoding.DataBlockEncoding;
import org.jspecify.annotations.Nullable;

/** Creates the table of {@link ReviewTable}, or makes sure that it is the one that is asked for. */
public final class HBaseTables {
    private static final List<String> FAMILIES =
            List.of(ReviewTable.REVIEWS, ReviewTable.DAYS, ReviewTable.STORIES);

    /**
     * Delete markers stay for good: versions lie beyond any clock, so that to HBase a marker is
     * always younger than this. They are few, and without them a write that was held up past a
     * major compaction would bring back what was deleted.
     */
    private static final String KEEP_MARKERS = "hbase.hstore.time.to.purge.deletes";

    private HBaseTables() {}

    /**
     * Creates the table with one region a salt bucket; leaves one that is as asked alone.
     *
     * @throws IllegalStateException saying in what an existing table differs from what is asked
     */
    public static void create(ReadableConfig options) throws IOException {
        TableDescriptor asked = describe(options);
        try (Connection connection =
                        ConnectionFactory.createConnection(HBaseClient.configuration(options));
                Admin admin = connection.getAdmin()) {
            if (!admin.tableExists(asked.getTableName()) && createNew(admin, asked)) {
                return;
            }
            List<String> differences =
                    differences(admin.getDescriptor(asked.getTableName()), asked);
            if (!differences.isEmpty()) {
                throw new IllegalStateException(
                        "table %s exists and differs from what is asked: %s"
                                .formatted(asked.getTableName(), String.join("; ", differences)));
            }
        }
    }

    /** False when somebody else was quicker. */
    private static boolean createNew(Admin admin, TableDescriptor asked) throws IOException {
        int buckets = Integer.parseInt(asked.getValue(ReviewTable.BUCKETS_ATTRIBUTE));
        byte[][] splitKeys = new ReviewTable(buckets).splitKeys();
        try {
            admin.createTable(asked, splitKeys.length == 0 ? null : splitKeys);
            return true;
        } catch (TableExistsException e) {
            return false;
        }
    }

    static TableDescriptor describe(ReadableConfig options) {
        ReviewTable layout = new ReviewTable(options.get(HBaseOptions.SALT_BUCKETS));
        TableDescriptorBuilder table =
                TableDescriptorBuilder.newBuilder(
                                TableName.valueOf(options.get(HBaseOptions.TABLE)))
                        .setValue(ReviewTable.LAYOUT_ATTRIBUTE, ReviewTable.LAYOUT)
                        .setValue(ReviewTable.BUCKETS_ATTRIBUTE, String.valueOf(layout.buckets()));
        for (String family : FAMILIES) {
            table.setColumnFamily(
                    ColumnFamilyDescriptorBuilder.newBuilder(family.getBytes(UTF_8))
                            .setMaxVersions(1)
                            .setTimeToLive(HConstants.FOREVER)
                            .setCompressionType(compression(options))
                            .setDataBlockEncoding(DataBlockEncoding.FAST_DIFF)
                            .setConfiguration(KEEP_MARKERS, "1")
                            .build());
        }
        return table.build();
    }

    private static Compression.Algorithm compression(ReadableConfig options) {
        String name = options.get(HBaseOptions.COMPRESSION);
        try {
            return Compression.Algorithm.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "%s is '%s', expected one of %s"
                            .formatted(
                                    HBaseOptions.COMPRESSION.key(),
                                    name,
                                    List.of(Compression.Algorithm.values())),
                    e);
        }
    }

    static List<String> differences(TableDescriptor found, TableDescriptor asked) {
        List<String> differences = new ArrayList<>();
        for (String attribute :
                List.of(ReviewTable.LAYOUT_ATTRIBUTE, ReviewTable.BUCKETS_ATTRIBUTE)) {
            compare(differences, attribute, found.getValue(attribute), asked.getValue(attribute));
        }
        for (ColumnFamilyDescriptor family : asked.getColumnFamilies()) {
            compareFamily(differences, found.getColumnFamily(family.getName()), family);
        }
        return differences;
    }

    private static void compareFamily(
            List<String> differences,
            @Nullable ColumnFamilyDescriptor found,
            ColumnFamilyDescriptor asked) {
        String family = "family " + asked.getNameAsString();
        if (found == null) {
            differences.add(family + " is missing");
            return;
        }
        compare(differences, family + " versions", found.getMaxVersions(), asked.getMaxVersions());
        compare(
                differences,
                family + " time to live",
                found.getTimeToLive(),
                asked.getTimeToLive());
        compare(
                differences,
                family + " compression",
                found.getCompressionType(),
                asked.getCompressionType());
        compare(
                differences,
                family + " " + KEEP_MARKERS,
                found.getConfigurationValue(KEEP_MARKERS),
                asked.getConfigurationValue(KEEP_MARKERS));
    }

    private static void compare(
            List<String> differences, String what, @Nullable Object found, @Nullable Object asked) {
        if (!Objects.equals(found, asked)) {
            differences.add(what + " is " + found + ", asked " + asked);
        }
    }
}
