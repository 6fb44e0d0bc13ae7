package io.wrapped.sinks.hbase;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wrapped.sinks.Difference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.ClusterMetrics.Option;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.TableExistsException;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.TableNotFoundException;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptor;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.RegionStatesCount;
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

    private static final String VERSIONS = "VERSIONS";
    private static final String TTL = "TTL";
    private static final String COMPRESSION = "COMPRESSION";

    private HBaseTables() {}

    /**
     * Creates the table with one region a salt bucket; one that is as asked is left alone, but for
     * its row of the layout, which it may lack.
     *
     * @throws IllegalStateException saying in what an existing table differs from what is asked
     */
    public static void create(ReadableConfig options) throws IOException {
        TableDescriptor asked = describe(options);
        try (Connection connection = connect(options);
                Admin admin = connection.getAdmin()) {
            if (admin.tableExists(asked.getTableName()) || !createNew(admin, asked)) {
                checkExisting(admin, asked);
            }
            TableLayout.write(connection, asked);
        }
    }

    private static void checkExisting(Admin admin, TableDescriptor asked) throws IOException {
        List<String> differences = differences(admin.getDescriptor(asked.getTableName()), asked);
        if (!differences.isEmpty()) {
            throw new IllegalStateException(
                    "table %s exists and differs from what is asked: %s"
                            .formatted(asked.getTableName(), String.join("; ", differences)));
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

    /**
     * How the table stands; null where it is not there.
     *
     * @throws IOException when HBase does not tell
     */
    public static @Nullable TableState state(Connection connection, ReadableConfig options)
            throws IOException {
        TableDescriptor asked = describe(options);
        TableName name = asked.getTableName();
        try (Admin admin = connection.getAdmin()) {
            TableDescriptor found = admin.getDescriptor(name);
            boolean enabled = admin.isTableEnabled(name);
            RegionStatesCount regions =
                    admin.getClusterMetrics(EnumSet.of(Option.TABLE_TO_REGIONS_COUNT))
                            .getTableRegionStatesCount()
                            .get(name);
            return new TableState(
                    name.getNameAsString(),
                    enabled,
                    found.getValue(ReviewTable.BUCKETS_ATTRIBUTE),
                    regions == null ? 0 : regions.getTotalRegions(),
                    regions == null ? 0 : regions.getOpenRegions(),
                    compare(found, asked));
        } catch (TableNotFoundException e) {
            return null;
        }
    }

    /** A connection for {@link #state}, which the caller closes. */
    public static Connection connect(ReadableConfig options) throws IOException {
        Configuration configuration = HBaseClient.configuration(options);
        KerberosLogin.prepare(configuration);
        return ConnectionFactory.createConnection(configuration);
    }

    static List<String> differences(TableDescriptor found, TableDescriptor asked) {
        return compare(found, asked).stream().map(HBaseTables::told).toList();
    }

    private static String told(Difference difference) {
        if (difference.setting().isEmpty()) {
            return difference.place() + " is " + difference.found();
        }
        return (difference.place() + " " + word(difference.setting())).strip()
                + " is "
                + difference.found()
                + ", asked "
                + difference.asked();
    }

    /** HBase's attributes of families as words. */
    private static String word(String setting) {
        return switch (setting) {
            case VERSIONS -> "versions";
            case TTL -> "time to live";
            case COMPRESSION -> "compression";
            default -> setting;
        };
    }

    /** The layout is needed, and that nothing is lost or comes back; the rest is the operator's. */
    static List<Difference> compare(TableDescriptor found, TableDescriptor asked) {
        List<Difference> differences = new ArrayList<>();
        compare(differences, "", ReviewTable.LAYOUT_ATTRIBUTE, found, asked, true);
        boolean hasBuckets = found.getValue(ReviewTable.BUCKETS_ATTRIBUTE) != null;
        compare(differences, "", ReviewTable.BUCKETS_ATTRIBUTE, found, asked, !hasBuckets);
        for (ColumnFamilyDescriptor family : asked.getColumnFamilies()) {
            compareFamily(differences, found.getColumnFamily(family.getName()), family);
        }
        return differences;
    }

    private static void compare(
            List<Difference> differences,
            String place,
            String attribute,
            TableDescriptor found,
            TableDescriptor asked,
            boolean needed) {
        compare(
                differences,
                place,
                attribute,
                found.getValue(attribute),
                asked.getValue(attribute),
                needed);
    }

    private static void compareFamily(
            List<Difference> differences,
            @Nullable ColumnFamilyDescriptor found,
            ColumnFamilyDescriptor asked) {
        String family = "family " + asked.getNameAsString();
        if (found == null) {
            differences.add(new Difference(family, "", "missing", "there", true));
            return;
        }
        compare(
                differences,
                family,
                VERSIONS,
                found.getMaxVersions(),
                asked.getMaxVersions(),
                false);
        compare(differences, family, TTL, found.getTimeToLive(), asked.getTimeToLive(), true);
        compare(
                differences,
                family,
                COMPRESSION,
                found.getCompressionType(),
                asked.getCompressionType(),
                false);
        compare(
                differences,
                family,
                KEEP_MARKERS,
                found.getConfigurationValue(KEEP_MARKERS),
                asked.getConfigurationValue(KEEP_MARKERS),
                true);
    }

    private static void compare(
            List<Difference> differences,
            String place,
            String setting,
            @Nullable Object found,
            @Nullable Object asked,
            boolean needed) {
        if (!Objects.equals(found, asked)) {
            differences.add(
                    new Difference(
                            place, setting, String.valueOf(found), String.valueOf(asked), needed));
        }
    }
}
