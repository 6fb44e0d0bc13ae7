package io.wrapped.system.metrics;

import io.wrapped.system.metrics.Scrape.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a query picks from: a metric and conditions on labels.
 *
 * @param text as it stands in the query
 */
record Selector(String text, String metric, List<Condition> conditions) {
    private static final Pattern SELECTOR = Pattern.compile("\\b(flink_\\w+)(?:\\{([^}]*)})?");
    private static final Pattern CONDITION =
            Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");

    /** A condition on a label; a variable of a dashboard stands for anything. */
    record Condition(String label, String operator, String value) {
        boolean holds(Series series) {
            String is = series.label(label);
            String pattern = value.replaceAll("\\$\\{?\\w+}?", ".*");
            return switch (operator) {
                case "=" -> is.equals(value);
                case "!=" -> !is.equals(value);
                case "=~" -> is.matches(pattern);
                default -> !is.matches(pattern);
            };
        }
    }

    /** All selectors of a query; every metric of Flink's begins alike. */
    static List<Selector> of(String query) {
        List<Selector> selectors = new ArrayList<>();
        Matcher matcher = SELECTOR.matcher(query);
        while (matcher.find()) {
            List<Condition> conditions = new ArrayList<>();
            Matcher condition = CONDITION.matcher(matcher.group(2) == null ? "" : matcher.group(2));
            while (condition.find()) {
                conditions.add(
                        new Condition(condition.group(1), condition.group(2), condition.group(3)));
            }
            selectors.add(new Selector(matcher.group(), matcher.group(1), conditions));
        }
        return selectors;
    }

    boolean selects(Series series) {
        return series.name().equals(metric)
                && conditions.stream().allMatch(condition -> condition.holds(series));
    }
}
