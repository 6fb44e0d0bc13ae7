package io.wrapped.system.faults;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found after a world went through a schedule of faults.
 *
 * @param unheard of which records the job never said what became of them
 * @param wrong documents and day facts that are not what they must be
 * @param open requested reports that are neither complete nor a named dead letter
 * @param hollow what a reader saw of stories that were said to be complete and were not
 * @param foreign stories under a day that were answered to the facts of another one
 * @param inexcusable what was paid for twice without need
 * @param paidTwice answers paid for although the same had been before
 * @param looks how often the reader saw everything
 * @param failure why a fault could not be inflicted
 */
record Finding(
        long seed,
        Storm.Counts counts,
        List<String> unheard,
        List<Difference> wrong,
        List<String> open,
        List<String> hollow,
        List<String> foreign,
        List<String> inexcusable,
        int paidTwice,
        int looks,
        @Nullable Throwable failure) {

    int wrong(Difference.Kind kind) {
        return (int) wrong.stream().filter(difference -> difference.kind() == kind).count();
    }

    /** One line: what was done, and how many offences there were. */
    String summary() {
        return "seed %d: %s, %d offences, %d paid twice"
                .formatted(
                        seed,
                        counts.byKind().keySet().stream().map(Fault::inWords).sorted().toList(),
                        offences().size(),
                        paidTwice);
    }

    /** Everything that must not be, a line each; empty when all held. */
    List<String> offences() {
        List<String> offences = new ArrayList<>();
        unheard.forEach(line -> offences.add("unheard: " + line));
        wrong.forEach(line -> offences.add("wrong: " + line));
        open.forEach(line -> offences.add("open: " + line));
        hollow.forEach(line -> offences.add("hollow: " + line));
        foreign.forEach(line -> offences.add("foreign: " + line));
        inexcusable.forEach(line -> offences.add("paid twice: " + line));
        if (failure != null) {
            offences.add("not inflicted: " + failure);
        }
        if (looks == 0) {
            offences.add("the reader never saw anything");
        }
        return offences;
    }
}
