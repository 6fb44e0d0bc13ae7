package io.wrapped.jobs.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.wrapped.jobs.cli.held.Export;
import io.wrapped.jobs.cli.held.Export.Part;
import io.wrapped.jobs.cli.held.HeldTopics;
import io.wrapped.sinks.hbase.UserRow;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wrapped export}: everything that is held of a listener, to be read. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        header = "Show everything that is held of a listener.",
        description = {
            "Answers an access request: profile, exclusions, reviews, day facts, stories, waiting"
                    + " requests, failed stories, dead letters, triggers and plays, those of the"
                    + " archive too (-Dwrapped.archive), as JSON. Reads the topics whole, of which"
                    + " the plays may take long. What the job's state keeps is shown by `wrapped"
                    + " savepoint inspect SAVEPOINT --user USER`.",
            ""
        })
final class ExportCommand implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "USER", description = "Of whom.")
    String user;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description =
                    "Write one file a kind into this folder, which is made. Default: one document"
                            + " on standard output.")
    @Nullable Path dir;

    @Option(
            names = "--no-plays",
            description = "Leave the plays out: those on topics and in the archive.")
    boolean noPlays;

    @Mixin ConnectionOptions connection;

    @Override
    public Integer call() throws CommandException {
        Users.check(user, "USER", spec.commandLine());
        Configuration options = connection.options();
        Reachability.checkTopics(options);
        Reachability.checkHBase(options);
        HeldTopics topics = new HeldTopics(options);
        try (UserRow row = new UserRow(options)) {
            Export export =
                    new Export(options, topics, topics.find(user), Documents.await(row.read(user)));
            if (dir == null) {
                write(export, System.out);
            } else {
                write(export, dir);
            }
        } catch (IOException e) {
            throw new CommandException("the export cannot be written: " + Reasons.of(e), e);
        }
        return 0;
    }

    private List<Part> parts() {
        return Stream.of(Part.values()).filter(part -> !part.holdsPlays() || !noPlays).toList();
    }

    private void write(Export export, OutputStream to) throws IOException {
        // Closing it would close standard output.
        JsonGenerator out = Export.JSON.createGenerator(to);
        out.useDefaultPrettyPrinter();
        out.writeStartObject();
        out.writeStringField("user_id", user);
        for (Part part : parts()) {
            out.writeFieldName(part.word());
            export.write(part, out);
        }
        out.writeEndObject();
        out.writeRaw('\n');
        out.flush();
    }

    private void write(Export export, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Part part : parts()) {
            Path file = folder.resolve(part.word() + ".json");
            try (OutputStream to = Files.newOutputStream(file);
                    JsonGenerator out = Export.JSON.createGenerator(to)) {
                out.useDefaultPrettyPrinter();
                export.write(part, out);
                out.writeRaw('\n');
            }
            System.out.println(file);
        }
    }
}
