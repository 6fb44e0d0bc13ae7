package io.wrapped.jobs.cli;

import io.wrapped.sinks.hbase.Slot;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads which of a year's documents is meant. */
final class SlotConverter implements ITypeConverter<Slot> {
    @Override
    public Slot convert(String name) {
        return switch (name) {
            case "live" -> Slot.LIVE;
            case "preview" -> Slot.PREVIEW;
            case "final" -> Slot.FINAL;
            default ->
                    throw new TypeConversionException(
                            "'" + name + "' is not live, preview or final");
        };
    }
}
