package io.wrapped.jobs.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.sinks.Difference;
import io.wrapped.sinks.hbase.HBaseOptions;
import io.wrapped.sinks.hbase.TableState;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class TableVerdictTest {
    private static final Configuration NAMED = new Configuration();

    static {
        NAMED.set(HBaseOptions.SALT_BUCKETS, 4);
        NAMED.set(HBaseOptions.COMPRESSION, "ZSTD");
    }

    private static Verdict of(Difference... differences) {
        return TableVerdict.of(
                NAMED, new TableState("wrapped", true, "16", 16, 16, List.of(differences)));
    }

    private static Verdict of(boolean enabled, int regions, int online) {
        return TableVerdict.of(
                NAMED, new TableState("wrapped", enabled, "16", regions, online, List.of()));
    }

    @Test
    void oneAsItIsCreatedIsWell() {
        assertThat(of())
                .isEqualTo(Verdict.ok("layout 1, 16 salt buckets, 16 regions, all of them serve"));
    }

    @Test
    void aMissingOneIsMadeByCreate() {
        assertThat(TableVerdict.of(NAMED, null))
                .satisfies(
                        verdict -> {
                            assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
                            assertThat(verdict.found()).isEqualTo("there is no table wrapped");
                            assertThat(verdict.remedy()).contains("`wrapped create`");
                        });
    }

    @Test
    void oneThatDoesNotServeFails() {
        assertThat(of(false, 16, 0))
                .isEqualTo(Verdict.failed("it is disabled", "in hbase shell: enable 'wrapped'"));
        assertThat(of(true, 16, 13).found()).isEqualTo("3 of its 16 regions do not serve");
        assertThat(of(true, 16, 13).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void fewerRegionsThanBucketsWarn() {
        assertThat(of(true, 1, 1).outcome()).isEqualTo(Outcome.WARNING);
        assertThat(of(true, 20, 20).outcome()).isEqualTo(Outcome.OK);
    }

    @Test
    void somebodyElsesTableAndAnotherLayoutAreToldApart() {
        Verdict others = of(new Difference("", "wrapped.layout", "null", "1", true));
        Verdict newer = of(new Difference("", "wrapped.layout", "2", "1", true));

        assertThat(others.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(others.remedy()).contains("not Wrapped's");
        assertThat(newer.found())
                .isEqualTo("its layout is 2, and this release reads and writes layout 1");
        assertThat(newer.remedy()).contains("the release that the table was made by");
    }

    @Test
    void otherBucketsAreTheTables() {
        assertThat(of(new Difference("", "wrapped.salt-buckets", "16", "4", false)))
                .isEqualTo(
                        Verdict.warning(
                                "it has 16 salt buckets, and hbase.salt-buckets is 4",
                                "they are fixed: say -Dhbase.salt-buckets=16"));
    }

    @Test
    void whatOnlyCreateIsGivenCountsWhereItIsNamed() {
        TableState other =
                new TableState(
                        "wrapped",
                        true,
                        "4",
                        4,
                        4,
                        List.of(
                                new Difference("", "wrapped.salt-buckets", "4", "16", false),
                                new Difference("family r", "COMPRESSION", "ZSTD", "NONE", false)));

        assertThat(TableVerdict.of(new Configuration(), other).outcome()).isEqualTo(Outcome.OK);
        assertThat(TableVerdict.of(NAMED, other).outcome()).isEqualTo(Outcome.WARNING);
    }

    @Test
    void familiesAreMendedByTheShell() {
        assertThat(of(new Difference("family s", "", "missing", "there", true)))
                .satisfies(
                        verdict -> {
                            assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
                            assertThat(verdict.found()).isEqualTo("family s is missing");
                            assertThat(verdict.remedy())
                                    .startsWith(
                                            "in hbase shell: alter 'wrapped', {NAME => 's',"
                                                    + " VERSIONS => 1,");
                        });
        assertThat(of(new Difference("family r", "TTL", "60", "2147483647", true)))
                .isEqualTo(
                        Verdict.failed(
                                "family r has TTL 60, and `wrapped create` sets 2147483647",
                                "in hbase shell: alter 'wrapped', {NAME => 'r', TTL =>"
                                        + " '2147483647'}"));
        assertThat(of(new Difference("family r", "COMPRESSION", "NONE", "ZSTD", false)).outcome())
                .isEqualTo(Outcome.WARNING);
        assertThat(
                        of(new Difference(
                                        "family d",
                                        "hbase.hstore.time.to.purge.deletes",
                                        "null",
                                        "1",
                                        true))
                                .remedy())
                .endsWith("CONFIGURATION => {'hbase.hstore.time.to.purge.deletes' => '1'}}");
    }

    @Test
    void serversThatDiedAndOtherVersionsAreSeen() {
        assertThat(HBaseArea.servers(3, 0)).isEqualTo(Verdict.ok("3 region servers"));
        assertThat(HBaseArea.servers(2, 1).outcome()).isEqualTo(Outcome.WARNING);
        assertThat(HBaseArea.servers(0, 3).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(HBaseArea.version("2.5.10").outcome()).isEqualTo(Outcome.OK);
        assertThat(HBaseArea.version("3.0.0-beta-1").outcome()).isEqualTo(Outcome.FAILED);
    }
}
