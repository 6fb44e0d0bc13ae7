package io.wrapped.bench.measure;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** What one run measured. Checksums are whole numbers of 64 bits, as decimal text. */
public final class Figures {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Map<Figure, String> values = new EnumMap<>(Figure.class);

    /** Sets a figure. */
    public Figures put(Figure figure, double value) {
        if (!Double.isNaN(value)) {
            values.put(figure, Double.toString(value));
        }
        return this;
    }

    /** Sets a figure that is a whole number. */
    public Figures put(Figure figure, long value) {
        values.put(figure, Long.toString(value));
        return this;
    }

    /** Adds figures of another part of the run. */
    public Figures putAll(Figures others) {
        values.putAll(others.values);
        return this;
    }

    /** Whether it was measured. */
    public boolean has(Figure figure) {
        return values.containsKey(figure);
    }

    /** A figure, not a number where it was not measured. */
    public double get(Figure figure) {
        String value = values.get(figure);
        return value == null ? Double.NaN : Double.parseDouble(value);
    }

    /** A figure exactly as it was measured, empty where it was not. */
    public String exact(Figure figure) {
        return values.getOrDefault(figure, "");
    }

    /** Writes all into a file. */
    public void write(Path file) throws IOException {
        JSON.writeValue(file.toFile(), values);
    }

    /** Reads what {@link #write} wrote. */
    public static Figures read(Path file) throws IOException {
        Figures figures = new Figures();
        figures.values.putAll(
                JSON.readValue(file.toFile(), new TypeReference<Map<Figure, String>>() {}));
        return figures;
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
