package io.wrapped.jobs.savepoint;

import io.wrapped.operators.listener.StoredListener;
import io.wrapped.operators.listener.StoredTasks;
import io.wrapped.state.contract.CodePoints;
import io.wrapped.state.rollup.DateEdits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.flink.state.api.OperatorTransformation;
import org.apache.flink.state.api.SavepointWriter;
import org.apache.flink.state.api.StateBootstrapTransformation;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/**
 * Makes a savepoint that is another one but for some dates of chosen listeners. What the savepoint
 * holds of other operators is copied. The listeners are gone through three times: to see whether
 * they can be patched and what comes of it, to write them, and to read back what was written.
 */
public final class SavepointPatch {
    private final SavepointContents from;
    private final Set<String> users;
    private final List<DateEdits.Edit> edits;

    /**
     * What was done.
     *
     * @param savepoint the new one's URI
     * @param users that it holds
     * @param changed the chosen users with the dates that differ, as days since 1970-01-01
     */
    public record Summary(String savepoint, long users, SortedMap<String, int[]> changed) {}

    /** Chosen users who cannot be patched. */
    public static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient SortedMap<String, String> reasons;

        RefusedException(SortedMap<String, String> reasons) {
            super(reasons.size() + " listeners cannot be patched");
            this.reasons = reasons;
        }

        /** Why not, by user. */
        public SortedMap<String, String> reasons() {
            return reasons;
        }
    }

    /**
     * @param users chosen ones
     * @param edits what becomes of their dates
     * @throws IllegalArgumentException when edits contradict each other, or nobody is chosen
     */
    public SavepointPatch(SavepointContents from, Set<String> users, List<DateEdits.Edit> edits) {
        this.from = from;
        this.users = Set.copyOf(users);
        this.edits = List.copyOf(edits);
        if (users.isEmpty()) {
            throw new IllegalArgumentException("no listeners are named");
        }
        new DateEdits(edits);
    }

    /**
     * Makes the savepoint.
     *
     * @param folder where, a new one, or its URI
     * @param step is told what is being done
     * @throws RefusedException when a chosen user cannot be patched; nothing is written then
     * @throws IOException when the savepoint cannot be written
     */
    public Summary write(String folder, Consumer<String> step)
            throws IOException, SavepointException, RefusedException {
        from.checkCopyable();
        String to = BoundedJob.newFolder(folder);
        step.accept("Looking whether all of them can be patched");
        StoredTasks tasks = from.tasks();
        PatchFunction patch = new PatchFunction(users, edits);
        Survey expected = survey(from, patch);
        refuseUnlessAllCanBePatched(expected);
        // Who stops the command must not take what was not read back for a savepoint.
        Thread undo = new Thread(() -> deleteQuietly(to));
        Runtime.getRuntime().addShutdownHook(undo);
        boolean done = false;
        try {
            step.accept("Writing the savepoint");
            SavepointOrigin.writePatched(to, from.location());
            run(patch, tasks, to);
            step.accept("Reading it back");
            check(SavepointContents.open(to), tasks, expected);
            done = true;
        } finally {
            if (!done) {
                BoundedJob.delete(to);
            }
            forget(undo);
        }
        SortedMap<String, int[]> changed = new TreeMap<>(CodePoints::compare);
        changed.putAll(expected.changed());
        return new Summary(to, expected.users(), changed);
    }

    private static void forget(Thread undo) {
        try {
            Runtime.getRuntime().removeShutdownHook(undo);
        } catch (IllegalStateException e) {
            // It runs already.
        }
    }

    private static void deleteQuietly(String folder) {
        try {
            BoundedJob.delete(folder);
        } catch (IOException e) {
            System.err.println(folder + " cannot be deleted, and is no savepoint: " + e);
        }
    }

    private void check(SavepointContents written, StoredTasks tasks, Survey expected)
            throws IOException, SavepointException {
        Survey found = survey(written, PatchFunction.NOTHING);
        if (found.users() != expected.users() || found.digest() != expected.digest()) {
            throw new IOException(
                    "of %d listeners %d were written, or other than they should be; the log says why"
                            .formatted(expected.users(), found.users()));
        }
        if (!written.tasks().described().equals(tasks.described())
                || !written.others().equals(from.others())) {
            throw new IOException("what tasks hold besides listeners was not written as it was");
        }
    }

    private void run(PatchFunction patch, StoredTasks tasks, String to)
            throws IOException, SavepointException {
        StreamExecutionEnvironment environment = BoundedJob.environment(from.localParallelism());
        DataStream<StoredListener> patched =
                from.read(environment, new StoredFunction(), StoredListener.TYPE)
                        .map(listener -> patch.apply(listener).listener())
                        .returns(StoredListener.TYPE);
        StateBootstrapTransformation<StoredListener> state =
                OperatorTransformation.bootstrapWith(patched)
                        .setMaxParallelism(from.maxParallelism())
                        .keyBy(StoredListener::userId)
                        .transform(new WriteListeners(tasks));
        SavepointWriter.fromExistingSavepoint(
                        environment, from.location(), new EmbeddedRocksDBStateBackend())
                .removeOperator(SavepointContents.LISTENERS)
                .withOperator(SavepointContents.LISTENERS, state)
                .write(to);
        BoundedJob.run(environment, "patch", counts -> {});
    }

    private static Survey survey(SavepointContents of, PatchFunction patch)
            throws SavepointException {
        DataStream<Survey> surveys =
                of.read(new StoredFunction(), StoredListener.TYPE)
                        .fullWindowPartition()
                        .aggregate(new SurveyFunction(patch))
                        .returns(Survey.TYPE);
        List<Survey> all = new ArrayList<>();
        try (CloseableIterator<Survey> parts = surveys.executeAndCollect()) {
            parts.forEachRemaining(all::add);
        } catch (Exception e) {
            throw of.unreadable(e);
        }
        return SurveyFunction.sum(all);
    }

    private void refuseUnlessAllCanBePatched(Survey survey) throws RefusedException {
        SortedMap<String, String> refused = new TreeMap<>(CodePoints::compare);
        refused.putAll(survey.refused());
        for (String user : users) {
            if (!survey.changed().containsKey(user)) {
                refused.putIfAbsent(user, "is not in the savepoint");
            }
        }
        if (refused.isEmpty()
                && survey.changed().values().stream().allMatch(days -> days.length == 0)) {
            users.forEach(user -> refused.put(user, "has no streams on these dates"));
        }
        if (!refused.isEmpty()) {
            throw new RefusedException(refused);
        }
    }
}
