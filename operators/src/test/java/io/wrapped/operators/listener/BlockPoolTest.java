package io.wrapped.operators.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlockPoolTest {
    private final BlockPool pool = new BlockPool();

    @Test
    void givesBackWhatWasAppendedWhateverItsLength() {
        for (int length : new int[] {1, 255, 256, 257, 512, 100_000}) {
            BlockPool.Sequence sequence = new BlockPool.Sequence();
            byte[] bytes = random(length, length);
            pool.append(sequence, bytes);
            assertThat(copy(sequence)).isEqualTo(bytes);
        }
    }

    @Test
    void sequencesGrowAndGoWithoutTouchingEachOther() {
        Random random = new Random(1);
        List<BlockPool.Sequence> sequences = new ArrayList<>();
        List<byte[]> expected = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            sequences.add(new BlockPool.Sequence());
            expected.add(new byte[0]);
        }
        // More than the blocks of one page are in use at times.
        for (int step = 0; step < 20_000; step++) {
            int at = random.nextInt(sequences.size());
            if (random.nextInt(25) == 0) {
                pool.clear(sequences.get(at));
                expected.set(at, new byte[0]);
            } else {
                byte[] more = random(random.nextInt(600), step);
                pool.append(sequences.get(at), more);
                expected.set(at, joined(expected.get(at), more));
            }
        }
        for (int i = 0; i < sequences.size(); i++) {
            assertThat(copy(sequences.get(i))).isEqualTo(expected.get(i));
        }
        sequences.forEach(pool::clear);
        assertThat(pool.bytes()).isZero();
    }

    private byte[] copy(BlockPool.Sequence sequence) {
        byte[] copy = new byte[sequence.size() + 1];
        pool.copy(sequence, copy, 1);
        return Arrays.copyOfRange(copy, 1, copy.length);
    }

    private static byte[] random(int length, int seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] joined(byte[] left, byte[] right) {
        byte[] joined = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, joined, left.length, right.length);
        return joined;
    }
}
