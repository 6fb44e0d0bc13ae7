package io.wrapped.state.review;

/** Finds single places of a sorted order without sorting. */
final class Selection {
    private static final int FEW = 12;

    private Selection() {}

    /**
     * The median, for an even count the mean of the two middle values.
     *
     * @param values reordered
     * @param size how many of the values count, at least 1
     */
    static double median(double[] values, int size) {
        int middle = size / 2;
        double upper = select(values, size, middle);
        if (size % 2 == 1) {
            return upper;
        }
        // What stands before the middle place is no greater.
        return (greatest(values, middle) + upper) / 2;
    }

    /**
     * @param size how many of the values count, at least 1
     */
    private static double greatest(double[] values, int size) {
        double greatest = values[0];
        for (int i = 1; i < size; i++) {
            greatest = Math.max(greatest, values[i]);
        }
        return greatest;
    }

    /**
     * The value at a place of the ascending order; afterwards no value before that place is greater
     * and no value behind it less.
     */
    static double select(double[] values, int size, int place) {
        int from = 0;
        int to = size - 1;
        while (to - from >= FEW) {
            double pivot = medianOfThree(values[from], values[(from + to) >>> 1], values[to]);
            int low = from;
            int high = to;
            while (low <= high) {
                while (values[low] < pivot) {
                    low++;
                }
                while (values[high] > pivot) {
                    high--;
                }
                if (low <= high) {
                    double swapped = values[low];
                    values[low++] = values[high];
                    values[high--] = swapped;
                }
            }
            // Up to high nothing is above the pivot, from low on nothing below; between is equal.
            if (place <= high) {
                to = high;
            } else if (place >= low) {
                from = low;
            } else {
                return pivot;
            }
        }
        sortFew(values, from, to);
        return values[place];
    }

    private static double medianOfThree(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    private static void sortFew(double[] values, int from, int to) {
        for (int i = from + 1; i <= to; i++) {
            double value = values[i];
            int place = i;
            while (place > from && values[place - 1] > value) {
                values[place] = values[place - 1];
                place--;
            }
            values[place] = value;
        }
    }
}
