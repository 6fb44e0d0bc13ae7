package io.wrapped.jobs.cli.doctor;

import java.util.List;
import java.util.Locale;

/** An area that is not to be looked at. */
record LeftOut(Area area) implements Area {

    @Override
    public String name() {
        return area.name();
    }

    @Override
    public Check entrance() {
        String option = "--skip=" + area.name().toLowerCase(Locale.ROOT);
        return new Check(
                area.entrance().name(),
                "",
                () -> Verdict.skipped("left out", "to look at it, leave out " + option));
    }

    @Override
    public List<Check> checks() {
        return List.of();
    }

    @Override
    public void close() throws Exception {
        area.close();
    }
}
