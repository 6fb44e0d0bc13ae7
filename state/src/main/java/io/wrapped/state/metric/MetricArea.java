package io.wrapped.state.metric;

/** What a metric is about, and where in the jobs it is measured. */
public enum MetricArea {
    SOURCES(
            "",
            "Topics",
            "The sources, whose names begin with \"Source: Kafka\": one for each topic that a job"
                    + " reads."),
    INTAKE(
            "",
            "Records as they come in",
            "The operators whose names begin with \"Decode\": of the wrapped job one for each"
                    + " topic, of the report job \"Decode requests\"."),
    LISTENERS("", "Listeners", "The operator \"Roll up and review\" of the wrapped job."),
    STORE(
            "store",
            "HBase",
            "The sink \"HBase\" of the wrapped job, which sends batches, and the operator \"Tell"
                    + " stories\" of the report job, which reads and writes one row a call."),
    STORIES("story", "Stories", "The operator \"Tell stories\" of the report job.");

    private final String group;
    private final String title;
    private final String where;

    MetricArea(String group, String title, String where) {
        this.group = group;
        this.title = title;
        this.where = where;
    }

    /** The group below the operator's, empty where there is none. */
    public String group() {
        return group;
    }

    /** A heading. */
    public String title() {
        return title;
    }

    /** Which operators measure it. */
    public String where() {
        return where;
    }
}
