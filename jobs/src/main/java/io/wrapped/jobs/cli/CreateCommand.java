package io.wrapped.jobs.cli;

import io.wrapped.jobs.KafkaOptions;
import io.wrapped.sinks.hbase.HBaseOptions;
import io.wrapped.sinks.hbase.HBaseTables;
import io.wrapped.sinks.kafka.TopicAdmin;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code wrapped create}: topics and tables of a cluster. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        header = "Create the topics and the table that the jobs use.",
        description = {
            "Creates what is missing, leaves alone what is there, and fails, saying where, when"
                    + " that is not what the jobs need. Numbers and names are options:"
                    + " -Dtopics.partitions=64, -Dhbase.salt-buckets=256,"
                    + " -Dhbase.compression=ZSTD …",
            ""
        })
final class CreateCommand implements Callable<Integer> {
    @Mixin ConnectionOptions connection;

    @Override
    public Integer call() throws CommandException {
        Configuration options = connection.options();
        Reachability.checkKafka(options);
        Reachability.checkHBase(options);
        try {
            TopicAdmin.create(
                    KafkaOptions.bootstrapServers(options),
                    options,
                    options.get(KafkaOptions.PROPERTIES));
            System.out.println("The topics are there.");
            HBaseTables.create(options);
            System.out.println("Table " + options.get(HBaseOptions.TABLE) + " is there.");
        } catch (IOException e) {
            throw new CommandException(Reasons.of(e), e);
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
        return 0;
    }
}
