package io.wrapped.jobs.cli;

import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells on standard error what goes on. On a terminal the current step is one line that is written
 * over; elsewhere each step is a line of its own.
 */
final class Progress {
    private static final int BAR = 30;
    private static final long REDRAW_NANOS = 100_000_000;

    private final PrintStream out;
    private final boolean terminal;
    private final long startedAt = System.nanoTime();
    private long drawnAt;
    private @Nullable String step;

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** On standard error. */
    static Progress onStandardError() {
        return new Progress(System.err, Terminal.current().errors());
    }

    /** A new step begins. */
    synchronized void step(String name) {
        finishStep();
        step = name;
        if (terminal) {
            draw(name + " …");
        } else {
            out.println(time() + "  " + name);
        }
    }

    /** How far the current step has come. */
    synchronized void at(long done, long all) {
        long now = System.nanoTime();
        if (!terminal || step == null || (done < all && now - drawnAt < REDRAW_NANOS)) {
            return;
        }
        drawnAt = now;
        if (all <= 0) {
            draw(String.format(Locale.ROOT, "%s  %,d", step, done));
            return;
        }
        int filled = (int) (BAR * Math.min(done, all) / all);
        draw(
                String.format(
                        Locale.ROOT,
                        "%s  %s%s  %,d of %,d",
                        step,
                        "█".repeat(filled),
                        "░".repeat(BAR - filled),
                        done,
                        all));
    }

    /** How the current step stands, in words; on a terminal only. */
    synchronized void at(String words) {
        if (terminal && step != null) {
            draw(step + "  " + words);
        }
    }

    /** Says something besides, between steps. */
    synchronized void note(String line) {
        finishStep();
        out.println(time() + "  " + line);
    }

    /** Ends the current step, if there is one. */
    synchronized void done() {
        finishStep();
    }

    private void finishStep() {
        if (terminal && step != null) {
            draw(step + " ✓");
            out.println();
        }
        step = null;
    }

    private void draw(String line) {
        out.print("\r\u001b[2K" + time() + "  " + line);
        out.flush();
    }

    private String time() {
        return String.format(Locale.ROOT, "%5.1f s", (System.nanoTime() - startedAt) / 1e9);
    }
}
