package io.wrapped.jobs.cli.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks at areas side by side, and in each at its entrance first and then at everything else side
 * by side. Each check has a time limit, which begins for all that are side by side at once; one
 * that does not end is left behind in a daemon thread.
 */
final class Examination {
    private final Duration limit;
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    look -> {
                        Thread thread = new Thread(look, "doctor");
                        thread.setDaemon(true);
                        return thread;
                    });

    Examination(Duration limit) {
        this.limit = limit;
    }

    /** What was found, in the order of the areas and their checks. */
    List<Finding> of(List<Area> areas) throws InterruptedException {
        List<Future<List<Finding>>> all =
                areas.stream().map(area -> threads.submit(() -> look(area))).toList();
        List<Finding> findings = new ArrayList<>();
        for (Future<List<Finding>> each : all) {
            try {
                findings.addAll(each.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("a check has a mistake", e.getCause());
            }
        }
        return findings;
    }

    private List<Finding> look(Area area) throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        Check entrance = area.entrance();
        Verdict first = verdict(entrance, begin(entrance), deadline(), Outcome.FAILED);
        findings.add(new Finding(area.name(), entrance.name(), first));
        if (first.outcome() == Outcome.SKIPPED) {
            return findings;
        }
        List<Check> checks = area.checks();
        if (first.outcome() == Outcome.FAILED) {
            Verdict unseen =
                    Verdict.unknown(
                            "not looked at, since " + area.name() + " does not answer",
                            "first mend \"" + entrance.name() + "\" of " + area.name());
            checks.forEach(check -> findings.add(new Finding(area.name(), check.name(), unseen)));
        } else {
            List<Future<Verdict>> looks = checks.stream().map(this::begin).toList();
            long deadline = deadline();
            for (int i = 0; i < checks.size(); i++) {
                Verdict verdict = verdict(checks.get(i), looks.get(i), deadline, Outcome.UNKNOWN);
                findings.add(new Finding(area.name(), checks.get(i).name(), verdict));
            }
        }
        threads.execute(() -> close(area));
        return findings;
    }

    private Future<Verdict> begin(Check check) {
        return threads.submit(() -> check.look().look());
    }

    private long deadline() {
        return System.nanoTime() + limit.toNanos();
    }

    private Verdict verdict(Check check, Future<Verdict> look, long deadline, Outcome unseen)
            throws InterruptedException {
        try {
            return look.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            look.cancel(true);
            return Verdict.failed(
                    "no answer within " + Spans.of(limit) + ": it hangs or is overloaded",
                    check.hint());
        } catch (ExecutionException e) {
            return new Verdict(unseen, Reason.of(e), check.hint());
        }
    }

    private static void close(Area area) {
        try {
            area.close();
        } catch (Exception e) {
            // Nothing that was found depends on how a connection ends.
        }
    }
}
