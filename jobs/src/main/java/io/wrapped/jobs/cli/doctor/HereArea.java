package io.wrapped.jobs.cli.doctor;

import java.util.List;

/** Where this command runs. */
final class HereArea implements Area {
    @Override
    public String name() {
        return "This machine";
    }

    @Override
    public Check entrance() {
        return new Check(
                "Java",
                "set JAVA_HOME",
                () -> FlinkVerdicts.java(Runtime.version().feature(), "this command runs on"));
    }

    @Override
    public List<Check> checks() {
        return List.of();
    }

    @Override
    public void close() {
        // There is nothing to give back.
    }
}
