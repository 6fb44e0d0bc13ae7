package io.wrapped.jobs.config;

import io.wrapped.jobs.KafkaOptions;
import io.wrapped.operators.listener.ListenerOptions;
import io.wrapped.operators.story.StoryOptions;
import io.wrapped.sinks.archive.ArchiveOptions;
import io.wrapped.sinks.hbase.HBaseOptions;
import io.wrapped.sinks.kafka.TopicOptions;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/** The classes of options in the order in which the documentation shows them. */
enum OptionArea {
    KAFKA(KafkaOptions.class, "Kafka", "How both jobs and the command reach Kafka."),
    TOPICS(
            TopicOptions.class,
            "Topics",
            "What the topics are called, and how `wrapped create` makes them."),
    HBASE(
            HBaseOptions.class,
            "HBase",
            "How the store is reached, laid out and written to; see [hbase.md](hbase.md)."),
    LISTENERS(
            ListenerOptions.class,
            "Listeners",
            "The wrapped job: how fresh reviews are and what that may cost."),
    ARCHIVE(
            ArchiveOptions.class,
            "Archive",
            "What the wrapped job keeps of its input, for `wrapped bootstrap`; see"
                    + " [archive.md](archive.md)."),
    STORIES(StoryOptions.class, "Stories", "The report job: which model it asks, and how.");

    private final Class<?> holder;
    private final String title;
    private final String introduction;

    OptionArea(Class<?> holder, String title, String introduction) {
        this.holder = holder;
        this.title = title;
        this.introduction = introduction;
    }

    Class<?> holder() {
        return holder;
    }

    String title() {
        return title;
    }

    String introduction() {
        return introduction;
    }

    /** All options of the class, by key: reflection promises no order of its own. */
    List<ConfigOption<?>> options() {
        return optionsOf(holder);
    }

    /** The constants of a class that are options. */
    static List<ConfigOption<?>> optionsOf(Class<?> holder) {
        return Arrays.stream(holder.getDeclaredFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .filter(field -> field.getType() == ConfigOption.class)
                .<ConfigOption<?>>map(
                        field -> {
                            try {
                                return (ConfigOption<?>) field.get(null);
                            } catch (IllegalAccessException e) {
                                throw new AssertionError(field + " is no public option", e);
                            }
                        })
                .sorted(Comparator.comparing(ConfigOption::key))
                .toList();
    }
}
