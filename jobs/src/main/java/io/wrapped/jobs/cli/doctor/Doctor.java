package io.wrapped.jobs.cli.doctor;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wrapped.jobs.KafkaOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/** What is wrong with a deployment, as a JSON object; docs/doctor.md names its fields. */
public final class Doctor {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<Finding> findings;

    /** What may be left out. */
    public enum Part {
        KAFKA,
        HBASE,
        FLINK,
        MODEL
    }

    /**
     * Where to look.
     *
     * @param options of the jobs
     * @param flinks addresses of REST interfaces, as {@code http://host:port}: one for both jobs,
     *     or one for each
     * @param skipped what is left out
     * @param limit for each check
     * @param environment variables, of which one may hold the model's key
     */
    public record Question(
            Configuration options,
            List<String> flinks,
            Set<Part> skipped,
            Duration limit,
            UnaryOperator<@Nullable String> environment) {

        public Question {
            flinks = List.copyOf(flinks);
            skipped = Set.copyOf(skipped);
        }
    }

    Doctor(List<Finding> findings) {
        this.findings = List.copyOf(findings);
    }

    /** Looks at everything. */
    public static Doctor examine(Question question) throws InterruptedException {
        Configuration options = question.options();
        Duration limit = question.limit();
        Clocks clocks = new Clocks(System::currentTimeMillis);
        List<Area> areas = new ArrayList<>();
        areas.add(new HereArea());
        for (Part part : Part.values()) {
            Area area =
                    switch (part) {
                        case KAFKA -> new KafkaArea(options, limit, clocks);
                        case HBASE -> new HBaseArea(options, limit, clocks);
                        case FLINK -> new FlinkArea(options, question.flinks(), limit, clocks);
                        case MODEL -> new ModelArea(options, limit, question.environment());
                    };
            areas.add(question.skipped().contains(part) ? new LeftOut(area) : area);
        }
        List<Finding> findings = new ArrayList<>(new Examination(limit).of(areas));
        for (String flink : FlinkArea.clockNames(question.flinks())) {
            Verdict between =
                    clocks.between(
                            KafkaArea.NAME,
                            flink,
                            options.get(KafkaOptions.ALLOWED_DELAY),
                            KafkaOptions.ALLOWED_DELAY.key());
            if (between != null) {
                findings.add(new Finding("Clocks", "Kafka and " + flink, between));
            }
        }
        return new Doctor(findings);
    }

    /** How the worst of the checks ended. */
    public Outcome worst() {
        return findings.stream()
                .map(finding -> finding.verdict().outcome())
                .reduce(Outcome.OK, Outcome::worse);
    }

    /** The document. */
    public String json() {
        ObjectNode document = JSON.createObjectNode();
        document.put("outcome", worst().name());
        ObjectNode counts = document.putObject("counts");
        for (Outcome outcome : Outcome.values()) {
            counts.put(
                    outcome.name(),
                    findings.stream()
                            .filter(finding -> finding.verdict().outcome() == outcome)
                            .count());
        }
        ArrayNode all = document.putArray("checks");
        for (Finding finding : findings) {
            all.addObject()
                    .put("area", finding.area())
                    .put("check", finding.check())
                    .put("outcome", finding.verdict().outcome().name())
                    .put("found", finding.verdict().found())
                    .put("remedy", finding.verdict().remedy());
        }
        return document.toString();
    }
}
