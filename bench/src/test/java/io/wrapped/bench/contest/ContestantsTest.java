package io.wrapped.bench.contest;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.bench.measure.Figure;
import io.wrapped.bench.measure.Figures;
import io.wrapped.bench.workload.Workload;
import io.wrapped.bench.workload.WorkloadSpec;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contestants on a little listening: what they compute is the same. */
class ContestantsTest {
    private static final int PLAYS = 20_000;

    @TempDir private static Path folder;

    private static Workload workload;
    private static Figures plain;

    @BeforeAll
    static void foldPlainly() throws Exception {
        workload =
                Workload.of(new WorkloadSpec(40, PLAYS, 0, 5_000, 0.9, 1, 7), folder, made -> {});
        plain = run(Contestants.PLAIN_FOLD);
    }

    private static Figures run(String contestant) throws Exception {
        return Contestants.named(contestant).run(workload, folder.resolve(contestant));
    }

    @Test
    void thePlainFoldCountsEveryStreamOnce() {
        assertThat(plain.get(Figure.PLAYS)).isEqualTo(workload.plays());
        assertThat(plain.get(Figure.STREAMS)).isEqualTo(workload.streams());
        assertThat(plain.get(Figure.USERS_RANKED)).isEqualTo(40);
        assertThat(plain.get(Figure.CPU_SECONDS)).isPositive();
    }

    @Test
    void keyAndDropSeesEveryPlay() throws Exception {
        assertThat(run(Contestants.KEY_AND_DROP).get(Figure.PLAYS)).isEqualTo(workload.plays());
    }

    @Test
    void theFirstThoughtComesToTheSameYears() throws Exception {
        Figures first = run(Contestants.FIRST_THOUGHT_NIGHTLY);

        agree(first, Figure.DATES_CHECKSUM);
        agree(first, Figure.YEARS_CHECKSUM);
        agree(first, Figure.CHOICE_CHECKSUM);
        assertThat(first.get(Figure.STATE_BYTES)).isPositive();
        assertThat(first.get(Figure.USERS_RANKED)).isEqualTo(40);
        assertThat(first.get(Figure.REVIEWS)).isGreaterThan(1_000);
    }

    @Test
    void theWrappedJobComesToTheSameYears() throws Exception {
        Figures wrapped = run(Contestants.WRAPPED_CHECKED);

        agree(wrapped, Figure.DATES_CHECKSUM);
        agree(wrapped, Figure.YEARS_CHECKSUM);
        agree(wrapped, Figure.CHOICE_CHECKSUM);
        assertThat(wrapped.get(Figure.STATE_BYTES)).isPositive();
        assertThat(wrapped.get(Figure.USERS_RANKED)).isEqualTo(40);
    }

    @Test
    void theWrappedJobWithoutLiveReviewsComesToTheSameYears() throws Exception {
        Figures wrapped = run(Contestants.WRAPPED_FILE);

        agree(wrapped, Figure.YEARS_CHECKSUM);
        agree(wrapped, Figure.CHOICE_CHECKSUM);
        assertThat(wrapped.get(Figure.REVIEWS)).isZero();
        assertThat(wrapped.get(Figure.USERS_RANKED)).isEqualTo(40);
    }

    @Test
    void foldingOnTimeComesToTheSameYears() throws Exception {
        Figures wrapped = run(Contestants.WRAPPED_ON_TIME);

        agree(wrapped, Figure.YEARS_CHECKSUM);
        agree(wrapped, Figure.CHOICE_CHECKSUM);
        assertThat(wrapped.get(Figure.REVIEWS)).isZero();
    }

    @Test
    void theWrappedJobKeptCurrentComesToTheSameYears() throws Exception {
        Figures wrapped = run(Contestants.WRAPPED_LIVE);

        agree(wrapped, Figure.YEARS_CHECKSUM);
        agree(wrapped, Figure.CHOICE_CHECKSUM);
        assertThat(wrapped.get(Figure.DATES)).isEqualTo(plain.get(Figure.DATES));
        assertThat(wrapped.get(Figure.REVIEWS)).isGreaterThan(1_000);
    }

    @Test
    void sqlComesToTheSameDates() throws Exception {
        Figures sql = run(Contestants.FLINK_SQL);

        agree(sql, Figure.DATES_CHECKSUM);
        assertThat(sql.get(Figure.STREAMS)).isEqualTo(workload.streams());
    }

    private static void agree(Figures figures, Figure checksum) {
        assertThat(figures.exact(checksum)).as("%s", checksum).isEqualTo(plain.exact(checksum));
    }
}
