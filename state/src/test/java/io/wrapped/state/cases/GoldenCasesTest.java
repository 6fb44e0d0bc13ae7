package io.wrapped.state.cases;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenCasesTest {
    private static final int SEEDED_ORDERS = 4;

    @ParameterizedTest
    @MethodSource("goldenCases")
    void goldenCaseGivesItsDocuments(Case golden) {
        for (List<Integer> order : orders(golden, SEEDED_ORDERS)) {
            CaseComparison.assertMatches(golden, PlainRun.of(golden, order));
        }
    }

    @Test
    void worldsGiveTheirDocuments() {
        List<Case> worlds = CaseFiles.worlds().toList();
        Assumptions.assumeFalse(
                worlds.isEmpty(),
                "no worlds: set -Dwrapped.shared=FOLDER to the folder that holds worlds/");
        for (Case world : worlds) {
            for (List<Integer> order : orders(world, 1)) {
                CaseComparison.assertMatches(world, PlainRun.of(world, order));
            }
        }
    }

    static Stream<Case> goldenCases() {
        return CaseFiles.golden();
    }

    private static List<List<Integer>> orders(Case input, int seeds) {
        List<Integer> given = IntStream.range(0, input.plays().size()).boxed().toList();
        List<List<Integer>> orders = new ArrayList<>();
        orders.add(given);
        for (int seed = 0; input.anyOrder() && seed < seeds; seed++) {
            List<Integer> shuffled = new ArrayList<>(given);
            Collections.shuffle(shuffled, new Random(seed));
            orders.add(shuffled);
        }
        return orders;
    }
}
