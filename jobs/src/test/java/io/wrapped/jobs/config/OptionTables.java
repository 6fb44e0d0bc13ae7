package io.wrapped.jobs.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.util.TimeUtils;

/** Writes options as Markdown tables. */
final class OptionTables {
    private static final Pattern DOTTED = Pattern.compile("[a-z]+(\\.[a-z-]*[a-z])+");
    private static final Set<String> KEYS =
            Arrays.stream(OptionArea.values())
                    .flatMap(area -> area.options().stream())
                    .map(ConfigOption::key)
                    .collect(Collectors.toSet());

    private OptionTables() {}

    /** All that {@code docs/configuration.md} says of options: a section for each area. */
    static String sections() {
        StringBuilder text = new StringBuilder();
        for (OptionArea area : OptionArea.values()) {
            text.append("\n## ").append(area.title()).append("\n\n");
            text.append(area.introduction()).append("\n\n");
            text.append("| option | type | default | what it does |\n|---|---|---|---|\n");
            for (ConfigOption<?> option : area.options()) {
                row(text, code(option.key()), type(option), standard(option), effect(option));
            }
        }
        return text.append('\n').toString();
    }

    /** One table of all options, for the README. */
    static String table() {
        StringBuilder text =
                new StringBuilder("\n| option | default | what it does |\n|---|---|---|\n");
        for (OptionArea area : OptionArea.values()) {
            for (ConfigOption<?> option : area.options()) {
                row(text, code(option.key()), standard(option), effect(option));
            }
        }
        return text.append('\n').toString();
    }

    private static void row(StringBuilder text, String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** Reads off the default what is to be given; options without one are texts. */
    private static String type(ConfigOption<?> option) {
        Object value = option.defaultValue();
        if (value instanceof Duration) {
            return "duration";
        }
        if (value instanceof MemorySize) {
            return "size";
        }
        if (value instanceof Boolean) {
            return "true or false";
        }
        if (value instanceof Map) {
            return "key:value, …";
        }
        if (value instanceof Number) {
            return value instanceof Integer ? "whole number" : "number";
        }
        return "text";
    }

    private static String standard(ConfigOption<?> option) {
        Object value = option.defaultValue();
        if (value == null || value instanceof Map<?, ?> map && map.isEmpty()) {
            return "none";
        }
        if (value instanceof Duration duration) {
            return code(TimeUtils.formatWithHighestUnit(duration));
        }
        return code(ConfigurationUtils.convertValue(value, String.class));
    }

    /** The description; keys of options in it are set as code. */
    private static String effect(ConfigOption<?> option) {
        String text = new HtmlFormatter().format(option.description()).replace("|", "\\|");
        return DOTTED.matcher(text)
                .replaceAll(
                        match ->
                                Matcher.quoteReplacement(
                                        KEYS.contains(match.group())
                                                ? code(match.group())
                                                : match.group()));
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
