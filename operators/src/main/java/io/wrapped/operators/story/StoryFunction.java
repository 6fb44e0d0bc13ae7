package io.wrapped.operators.story;

import io.wrapped.operators.source.Intake;
import io.wrapped.state.contract.ReportRequest;
import io.wrapped.state.story.StoryStore;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.apache.flink.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * Tells the stories that requests ask for; every request is answered with a {@link StoryOutcome}.
 *
 * <p>Unanswered requests are part of a checkpoint and asked again after a restore. What was stored
 * by then is skipped, so that nothing is paid twice but the calls that were under way. A restore at
 * another parallelism deals the unanswered requests out anew: for those alone, two of one user may
 * run on two subtasks at the same time.
 */
public final class StoryFunction extends RichAsyncFunction<ReportRequest, StoryOutcome> {
    private static final long serialVersionUID = 1L;

    /** Requests that a subtask holds for each user it works on: a review has at most five. */
    private static final int REQUESTS_PER_USER = 5;

    /** So many subtasks' requests may be handed back to one, as a restore on fewer does. */
    private static final int MOST_SUBTASKS_IN_ONE = 64;

    /** Requests of a checkpoint are handed back within this time after the start. */
    private static final Duration SETTLING = Duration.ofSeconds(1);

    private final StorySettings settings;
    private final ResourceFactory<ModelClient> models;
    private final ResourceFactory<StoryStore> stores;
    private final String name = UUID.randomUUID().toString();

    private transient @Nullable ModelClient model;
    private transient @Nullable StoryStore store;
    private transient @Nullable ScheduledExecutorService scheduler;
    private transient @Nullable UserLanes lanes;
    private transient @Nullable RequestsAtHand atHand;

    public StoryFunction(
            StorySettings settings,
            ResourceFactory<ModelClient> models,
            ResourceFactory<StoryStore> stores) {
        this.settings = settings;
        this.models = models;
        this.stores = stores;
    }

    /** What holds back the reader that a subtask is chained to. */
    public Intake.OfSubtask intake() {
        String function = name;
        return subtask -> RequestsAtHand.of(function, subtask);
    }

    /**
     * The stream of outcomes, as they come. All requests of a user must go to one subtask, and no
     * watermarks with them, which would be waited at. There is no time-out of the operator's own,
     * since the attempts have theirs.
     */
    public SingleOutputStreamOperator<StoryOutcome> tell(DataStream<ReportRequest> requests) {
        return AsyncDataStream.unorderedWait(
                requests,
                this,
                0,
                TimeUnit.MILLISECONDS,
                Math.multiplyExact(mostAtHand(), MOST_SUBTASKS_IN_ONE));
    }

    private int mostAtHand() {
        return Math.multiplyExact(settings.concurrency(), REQUESTS_PER_USER);
    }

    @Override
    public void open(OpenContext context) throws Exception {
        ModelClient openedModel = models.open();
        model = openedModel;
        StoryStore openedStore = stores.open();
        store = openedStore;
        ScheduledExecutorService executor =
                Executors.newSingleThreadScheduledExecutor(StoryFunction::daemon);
        scheduler = executor;
        TaskInfo task = getRuntimeContext().getTaskInfo();
        RequestsAtHand requests =
                RequestsAtHand.open(name, task.getIndexOfThisSubtask(), mostAtHand());
        atHand = requests;
        Pace pace =
                new Pace(
                        (delay, action) -> runLater(executor, delay, action),
                        new Backoff(
                                settings.backoffMin(),
                                settings.backoffMax(),
                                () -> ThreadLocalRandom.current().nextDouble()),
                        new CallRate(
                                settings.rate() / task.getNumberOfParallelSubtasks(),
                                System::nanoTime));
        StoryMetrics metrics = new StoryMetrics(getRuntimeContext().getMetricGroup());
        metrics.show(requests::waiting);
        metrics.showCost(settings.promptTokenPrice(), settings.completionTokenPrice());
        StoryTeller teller = new StoryTeller(settings, openedModel, openedStore, pace, metrics);
        UserLanes opened = new UserLanes(settings.concurrency(), teller::tell);
        lanes = opened;
        runLater(executor, SETTLING, opened::release);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "wrapped-story-timer");
        thread.setDaemon(true);
        return thread;
    }

    private static void runLater(ScheduledExecutorService executor, Duration delay, Runnable task) {
        try {
            executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            // The function was closed: what waits here is asked again after the restore.
        }
    }

    @Override
    public void asyncInvoke(ReportRequest request, ResultFuture<StoryOutcome> answer) {
        UserLanes opened = lanes;
        RequestsAtHand requests = atHand;
        if (opened == null || requests == null) {
            throw new IllegalStateException("asked before open");
        }
        requests.take();
        opened.submit(request)
                .thenAccept(
                        outcome -> {
                            answer.complete(List.of(outcome));
                            requests.answer();
                        });
    }

    /** Calls under way are left alone; their requests are asked again after a restore. */
    @Override
    public void close() throws Exception {
        if (lanes != null) {
            lanes.close();
        }
        if (atHand != null) {
            atHand.close(name, getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
        }
        if (scheduler != null) {
            scheduler.shutdownNow();
        }
        IOUtils.closeAll(model, store);
    }
}
