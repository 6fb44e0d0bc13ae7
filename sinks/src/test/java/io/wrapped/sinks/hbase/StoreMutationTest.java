package io.wrapped.sinks.hbase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.flink.types.PojoTestUtils;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.client.Delete;
import org.apache.hadoop.hbase.client.Mutation;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Row;
import org.apache.hadoop.hbase.client.RowMutations;
import org.junit.jupiter.api.Test;

class StoreMutationTest {
    private static final int DAY = 20_000;

    @Test
    void flinkKnowsItWithoutKryo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(StoreMutation.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(StoreCell.class);
    }

    @Test
    void putsBecomeOnePutWithTheirVersions() {
        Row action = action(StoreMutation.putReview("u", 2025, Slot.LIVE, "{}", 7));
        assertThat(action).isInstanceOf(Put.class);
        Cell cell = onlyCell((Put) action);
        assertThat(cell.getTimestamp()).isEqualTo(7);
        assertThat(cell.toString()).contains("r:2025:live/7/Put");
    }

    /** A delete of the newest version alone would bring an older one back. */
    @Test
    void deletesTakeAllThatIsNotNewer() {
        Row action = action(StoreMutation.deleteDay("u", DAY, 7));
        assertThat(action).isInstanceOf(Delete.class);
        Cell cell = onlyCell((Delete) action);
        assertThat(cell.getType()).isEqualTo(Cell.Type.DeleteColumn);
        assertThat(cell.getTimestamp()).isEqualTo(7);
    }

    @Test
    void erasureTakesEveryFamilyUpToItsVersion() {
        Row action = action(StoreMutation.eraseUser("u", 9));
        assertThat(action).isInstanceOf(Delete.class);
        assertThat(((Delete) action).getFamilyCellMap().values())
                .hasSize(3)
                .allSatisfy(
                        cells -> {
                            assertThat(cells).hasSize(1);
                            assertThat(cells.get(0).getType()).isEqualTo(Cell.Type.DeleteFamily);
                            assertThat(cells.get(0).getTimestamp()).isEqualTo(9);
                        });
    }

    @Test
    void putsAndDeletesOfOneRowAreOneAction() {
        StoreMutation both =
                StoreMutation.putDay("u", DAY, "{}", 3)
                        .and(StoreMutation.deleteDay("u", DAY + 1, 3));
        Row action = action(both);
        assertThat(action).isInstanceOf(RowMutations.class);
        assertThat(((RowMutations) action).getMutations()).hasSize(2);
    }

    @Test
    void mutationsOfDifferentUsersDoNotJoin() {
        StoreMutation one = StoreMutation.eraseUser("u", 1);
        assertThatThrownBy(() -> one.and(StoreMutation.eraseUser("v", 1)))
                .hasMessage("a mutation is of one user's row");
    }

    @Test
    void mutationThatChangesNothingIsRefused() {
        assertThatThrownBy(() -> new StoreMutation("u", List.of()))
                .hasMessage("a mutation that changes nothing");
    }

    private static Row action(StoreMutation mutation) {
        return HBaseSinkWriter.action(mutation.userId().getBytes(UTF_8), mutation.cells());
    }

    private static Cell onlyCell(Mutation mutation) {
        List<Cell> cells =
                mutation.getFamilyCellMap().values().stream().flatMap(List::stream).toList();
        assertThat(cells).hasSize(1);
        return cells.get(0);
    }
}
