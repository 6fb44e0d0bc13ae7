package io.wrapped.jobs.cli.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wrapped.jobs.listening.FollowedPlays;
import io.wrapped.jobs.listening.InventedListener;
import io.wrapped.operators.listener.ListenerOptions;
import io.wrapped.sinks.hbase.ReviewReader;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/** A load under way: plays, reads and triggers, each at its own rate in its own thread. */
public final class Load {
    /** Later reviews are not waited for: a load of minutes would tell nothing of them. */
    public static final Duration LONGEST_INTERVAL = Duration.ofMinutes(5);

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(5);

    /** A few seconds of them: what is called for each has been compiled then. */
    private static final int READS_TO_WARM = 20_000;

    /** What this process has compiled stays so. */
    private static final AtomicBoolean WARM = new AtomicBoolean();

    /** So few that looking for them is next to nothing beside the reads of a load. */
    private static final int FOLLOWED_A_SECOND = 10;

    private final LoadPlan plan;
    private final Configuration options;
    private final List<InventedListener> listeners;
    private final List<String> readers;
    private final Triggered triggered;
    private final Consumer<String> progress;

    /** Sends a trigger for one user. */
    @FunctionalInterface
    public interface Triggered {
        void send(String userId) throws Exception;
    }

    /**
     * @param listeners of the plan, whom the job knows
     * @param readers whose reviews are read; where there are none, those of the listeners
     * @param progress is told each second how it stands
     */
    public Load(
            LoadPlan plan,
            Configuration options,
            List<InventedListener> listeners,
            List<String> readers,
            Triggered triggered,
            Consumer<String> progress) {
        this.plan = plan;
        this.options = options;
        this.listeners = listeners;
        this.readers = List.copyOf(readers);
        this.triggered = triggered;
        this.progress = progress;
    }

    /** Whether reviews follow soon enough to see plays in them. */
    public static boolean followsReviews(Configuration options) {
        return options.get(ListenerOptions.REVIEW_INTERVAL).compareTo(LONGEST_INTERVAL) <= 0;
    }

    /**
     * Runs it.
     *
     * @return what came of it, see docs/load.md
     * @throws ExecutionException when Kafka or HBase cannot be used
     */
    public ObjectNode run() throws InterruptedException, ExecutionException {
        try (ReviewReader reader = new ReviewReader(options)) {
            warm(reader);
            return run(reader);
        }
    }

    /**
     * So that the first reads measure neither how long it takes to connect nor code that this
     * process has not compiled yet, unless it ran a load before. One row is read over and over: the
     * caches of HBase stay as they are, but for that one.
     */
    private void warm(ReviewReader reader) throws InterruptedException, ExecutionException {
        String user = readers.isEmpty() ? listeners.get(0).userId() : readers.get(0);
        reader.keys(user).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).get();
        if (plan.reads() == 0 || !WARM.compareAndSet(false, true)) {
            return;
        }
        progress.accept("warming up this process");
        LoadReads reads =
                new LoadReads(
                        reader,
                        plan.listened().year(),
                        random -> user,
                        new LoadFigures(System.nanoTime(), plan));
        for (int i = 0; i < READS_TO_WARM; i++) {
            reads.read(System.nanoTime());
        }
        reads.await();
    }

    private ObjectNode run(ReviewReader reader) throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        LoadFigures figures = new LoadFigures(start, plan);
        boolean follows = plan.plays() > 0 && followsReviews(options);
        int between = (int) Math.max(1, plan.plays() / FOLLOWED_A_SECOND);
        Duration patience = options.get(ListenerOptions.REVIEW_INTERVAL).plus(PATIENCE);
        try (FollowedPlays followed =
                        new FollowedPlays(
                                reader,
                                plan.listened().year(),
                                new FollowedPlays.Look(PAUSE, patience),
                                ms -> addWrite(figures, ms));
                LoadPlays plays =
                        new LoadPlays(
                                plan,
                                listeners,
                                options,
                                figures,
                                follows ? followed : null,
                                between)) {
            LoadReads reads =
                    new LoadReads(
                            reader,
                            plan.listened().year(),
                            random -> someone(plays, random),
                            figures);
            Triggering triggering = new Triggering(plays);
            drive(start, figures, plays, reads, triggering);
            plays.flush();
            reads.await();
            double seconds = (System.nanoTime() - start) / 1e9;
            progress.accept("looking for the last plays in reviews");
            int missed = followed.awaitAll();
            return new LoadReport(plan, figures, seconds, follows)
                    .json(plays.followedPlays(), missed, triggering.sent, reads.failure());
        } catch (ExecutionException | InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new ExecutionException(e);
        }
    }

    private static void addWrite(LoadFigures figures, long ms) {
        LoadFigures.add(
                figures.at(System.nanoTime() - ms * 1_000_000).writes,
                TimeUnit.MILLISECONDS.toMicros(ms));
    }

    private @Nullable String someone(LoadPlays plays, SplittableRandom random) {
        return readers.isEmpty()
                ? plays.anyone(random)
                : readers.get(random.nextInt(readers.size()));
    }

    /** One user after the other. */
    private final class Triggering {
        private final LoadPlays plays;
        private final SplittableRandom random = new SplittableRandom();
        private long sent;

        Triggering(LoadPlays plays) {
            this.plays = plays;
        }

        boolean trigger(long since) throws Exception {
            String user = plays.anyone(random);
            if (user != null) {
                triggered.send(user);
                sent++;
            }
            return sent < plan.allTriggers();
        }
    }

    private void drive(
            long start,
            LoadFigures figures,
            LoadPlays plays,
            LoadReads reads,
            Triggering triggering)
            throws InterruptedException, ExecutionException {
        long end = start + plan.duration().toNanos();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            CompletionService<Void> ended = new ExecutorCompletionService<>(threads);
            int left = 0;
            if (plan.plays() > 0) {
                ended.submit(paced(plan.plays(), start, end, plays::send));
                left++;
            }
            if (plan.reads() > 0) {
                ended.submit(paced(plan.reads(), start, end, reads::read));
                left++;
            }
            if (plan.triggers() > 0) {
                ended.submit(paced(plan.triggers(), start, end, triggering::trigger));
                left++;
            }
            while (left > 0) {
                Future<Void> one = ended.poll(1, TimeUnit.SECONDS);
                if (one == null) {
                    progress.accept(progress(figures, start));
                } else {
                    one.get();
                    left--;
                }
            }
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    private static Callable<Void> paced(double rate, long start, long end, Paced.Action action) {
        return () -> {
            Paced.run(rate, start, end, action);
            return null;
        };
    }

    private String progress(LoadFigures figures, long start) {
        long now = System.nanoTime();
        LoadFigures.Window window = figures.at(now);
        long inWindow = (now - start) % plan.window().toNanos();
        return LoadProgress.line(
                Duration.ofNanos(now - start), window, Math.max(1, inWindow) / 1e9);
    }
}
