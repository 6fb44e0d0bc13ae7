package io.wrapped.jobs.cli.doctor;

import io.wrapped.sinks.Difference;
import io.wrapped.sinks.hbase.HBaseOptions;
import io.wrapped.sinks.hbase.ReviewTable;
import io.wrapped.sinks.hbase.TableState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/** What is to be said of the table beside how {@code wrapped create} would make it. */
final class TableVerdict {
    /** Attributes of families that HBase's shell knows by name; others are configuration. */
    private static final Set<String> OF_SHELL = Set.of("VERSIONS", "TTL", "COMPRESSION");

    private static final String COMPRESSION = "COMPRESSION";

    private TableVerdict() {}

    /**
     * The verdict.
     *
     * @param options of which those that are only for `wrapped create` count where they are named
     * @param table null: there is none of that name
     */
    static Verdict of(Configuration options, @Nullable TableState table) {
        String name = options.get(HBaseOptions.TABLE);
        if (table == null) {
            return Verdict.failed(
                    "there is no table " + name,
                    "`wrapped create` makes it; where it has another name, say"
                            + " -Dhbase.table=NAME");
        }
        List<Verdict> wrong = new ArrayList<>();
        if (!table.enabled()) {
            wrong.add(Verdict.failed("it is disabled", "in hbase shell: enable '" + name + "'"));
        } else if (table.online() < table.regions() || table.regions() == 0) {
            wrong.add(
                    Verdict.failed(
                            "%d of its %d regions do not serve"
                                    .formatted(table.regions() - table.online(), table.regions()),
                            "see the master's page for regions in transition, and `hbase hbck`"));
        }
        for (Difference difference : table.differences()) {
            if (!isDefault(options, difference)) {
                wrong.add(difference(table, difference));
            }
        }
        String buckets = table.buckets();
        if (buckets != null
                && buckets.matches("[0-9]{1,5}")
                && table.regions() < Integer.parseInt(buckets)) {
            wrong.add(
                    Verdict.warning(
                            "%d regions for %s salt buckets, so that some servers get more than their share"
                                    .formatted(table.regions(), buckets),
                            "let HBase split it, or split it by hand: split 'REGION' in hbase"
                                    + " shell"));
        }
        return wrong.isEmpty()
                ? Verdict.ok(
                        "layout %s, %s salt buckets, %d regions, all of them serve"
                                .formatted(ReviewTable.LAYOUT, buckets, table.regions()))
                : Verdict.all(wrong);
    }

    private static boolean isDefault(Configuration options, Difference difference) {
        return switch (difference.setting()) {
            case ReviewTable.BUCKETS_ATTRIBUTE ->
                    !difference.needed() && !options.contains(HBaseOptions.SALT_BUCKETS);
            case COMPRESSION -> !options.contains(HBaseOptions.COMPRESSION);
            default -> false;
        };
    }

    private static Verdict difference(TableState table, Difference difference) {
        String setting = difference.setting();
        if (setting.equals(ReviewTable.LAYOUT_ATTRIBUTE)) {
            return Verdict.failed(
                    "its layout is %s, and this release reads and writes layout %s"
                            .formatted(difference.found(), difference.asked()),
                    difference.found().equals("null")
                            ? "it is not Wrapped's: name another one by -Dhbase.table=NAME, and"
                                    + " `wrapped create`"
                            : "use the release that the table was made by, or a new table");
        }
        if (setting.equals(ReviewTable.BUCKETS_ATTRIBUTE)) {
            String said =
                    "it has %s salt buckets, and %s is %s"
                            .formatted(
                                    difference.found(),
                                    HBaseOptions.SALT_BUCKETS.key(),
                                    difference.asked());
            return difference.needed()
                    ? Verdict.failed(said, "make a table by `wrapped create`")
                    : Verdict.warning(
                            said,
                            "they are fixed: say -D%s=%s"
                                    .formatted(
                                            HBaseOptions.SALT_BUCKETS.key(), difference.found()));
        }
        String said =
                setting.isEmpty()
                        ? difference.place() + " is missing"
                        : "%s has %s %s, and `wrapped create` sets %s"
                                .formatted(
                                        difference.place(),
                                        setting,
                                        difference.found(),
                                        difference.asked());
        String remedy =
                "in hbase shell: alter '%s', {NAME => '%s'%s}"
                        .formatted(
                                table.name(),
                                difference.place().replace("family ", ""),
                                shell(setting, difference.asked()));
        return difference.needed() ? Verdict.failed(said, remedy) : Verdict.warning(said, remedy);
    }

    private static String shell(String setting, String asked) {
        if (setting.isEmpty()) {
            return ", VERSIONS => 1, DATA_BLOCK_ENCODING => 'FAST_DIFF', CONFIGURATION =>"
                    + " {'hbase.hstore.time.to.purge.deletes' => '1'}";
        }
        return OF_SHELL.contains(setting)
                ? ", " + setting + " => '" + asked + "'"
                : ", CONFIGURATION => {'" + setting + "' => '" + asked + "'}";
    }
}
