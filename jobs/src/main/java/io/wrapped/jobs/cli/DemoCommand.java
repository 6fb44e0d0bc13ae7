package io.wrapped.jobs.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wrapped demo}: the whole system on invented listeners, from nothing to nothing. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        header = "See the whole system at work on a year of a dozen invented listeners.",
        description = {
            "Starts Kafka, HBase, Flink and the story writer on this machine, plays the year, has"
                    + " it told, changes something and shows what follows. Everything lives below"
                    + " one temporary folder and is gone in the end; Ctrl-C ends it at any time.",
            ""
        })
final class DemoCommand implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Option(names = "--all", description = "Show every listener's review in full.")
    boolean all;

    @Mixin ModelOptions model;

    @Override
    public Integer call() throws CommandException, IOException {
        model.check(spec.commandLine());
        long begin = System.nanoTime();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Progress progress = Progress.onStandardError();
        DemoTeller teller = new DemoTeller(out, Terminal.current().style(), all);
        teller.introduction();
        try (EmbeddedRun run = EmbeddedRun.in(null, progress)) {
            progress.step("Inventing a year of a dozen listeners");
            InventedYear year = InventedYear.invent(run, Year.now(ZoneOffset.UTC).getValue() - 1);
            EmbeddedSystem system = run.start(true, LocalPorts.FREE, model.options());
            try (Demo demo = new Demo(system, year, progress, teller)) {
                demo.playTheYear();
                demo.tellTheYear();
                demo.change();
            }
            progress.step("Cleaning up");
        }
        progress.done();
        teller.end(Duration.ofNanos(System.nanoTime() - begin));
        return 0;
    }
}
