package io.wrapped.jobs.listening;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/**
 * How many listen, and how much.
 *
 * @param users how many
 * @param plays of all of them, copies included
 * @param heaviest plays of the first listener, 0: drawn like the others' and counted in {@code
 *     plays}, else beside them
 * @param sigma of the log-normal law of plays a listener
 * @param seed the same seed gives the same listeners
 * @param named whether plays carry names of their own, as where no catalogue has them
 */
public record Audience(
        int users, long plays, int heaviest, double sigma, long seed, boolean named) {

    /**
     * The listeners, who have not lived through any date yet.
     *
     * @param days how many dates they will
     * @param userIds what the listener of a number is called
     */
    public List<InventedListener> listeners(
            int days, Contents contents, IntFunction<String> userIds) {
        long wanted = Math.round(plays / (1 + InventedListening.COPIES));
        SplittableRandom random = new SplittableRandom(seed);
        double[] activity = new double[users];
        double sum = 0;
        for (int user = 0; user < activity.length; user++) {
            boolean drawn = user > 0 || heaviest == 0;
            activity[user] = drawn ? Math.exp(sigma * InventedListener.gaussian(random)) : 0;
            sum += activity[user];
        }
        InventedListener.World world = new InventedListener.World(seed, days, contents, named);
        List<InventedListener> listeners = new ArrayList<>();
        double owed = 0;
        for (int user = 0; user < activity.length; user++) {
            owed += wanted * activity[user] / sum;
            int streams = (int) owed;
            owed -= streams;
            if (user == 0 && heaviest > 0) {
                streams = heaviest;
            }
            listeners.add(new InventedListener(user, userIds.apply(user), streams, world));
        }
        return listeners;
    }
}
