package io.wrapped.jobs.cli;

import io.wrapped.jobs.imports.HistoryFormat;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a history format. */
final class FormatConverter implements ITypeConverter<HistoryFormat> {
    @Override
    public HistoryFormat convert(String name) {
        return HistoryFormat.of(name)
                .orElseThrow(
                        () ->
                                new TypeConversionException(
                                        "'"
                                                + name
                                                + "' is not a format; expected spotify-extended,"
                                                + " spotify-account, lastfm, listenbrainz or"
                                                + " play-jsonl"));
    }
}
