package io.wrapped.jobs.cli;

import io.wrapped.state.contract.Trigger.Purpose;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what a trigger is for. */
final class PurposeConverter implements ITypeConverter<Purpose> {
    @Override
    public Purpose convert(String name) {
        return switch (name) {
            case "preview" -> Purpose.PREVIEW;
            case "final" -> Purpose.FINAL;
            default -> throw new TypeConversionException("'" + name + "' is not preview or final");
        };
    }
}
