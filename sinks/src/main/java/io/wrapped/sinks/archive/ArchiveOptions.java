package io.wrapped.sinks.archive;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** Where the wrapped job archives what it accepts. */
public final class ArchiveOptions {
    public static final ConfigOption<String> ARCHIVE =
            ConfigOptions.key("wrapped.archive")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Folder, on any file system that Flink knows, in which the wrapped job"
                                + " keeps the plays and profiles that it accepts, as it read them."
                                + " Private plays never get there. Not set: nothing is archived. It"
                                + " may be set, changed and taken away from one start to the"
                                + " next.");

    public static final ConfigOption<MemorySize> FILE_SIZE =
            ConfigOptions.key("wrapped.archive-file-size")
                    .memoryType()
                    .defaultValue(MemorySize.ofMebiBytes(256))
                    .withDescription(
                            "A file of the archive that has grown to this size is closed and the"
                                + " next one begun. Each checkpoint closes files as well, whatever"
                                + " their size, so that they can be read and an older savepoint"
                                + " never needs an unfinished one: a longer checkpoint interval"
                                + " means fewer files.");

    private ArchiveOptions() {}
}
