package io.wrapped.sinks.archive;

/**
 * A file of the archive that waits for its checkpoint. It says which folder it belongs to, so that
 * it is moved into place even where the option names another one by then, or none.
 *
 * @param folder of the kind that it is of
 * @param version of the encoding
 * @param committable as {@link org.apache.flink.connector.file.sink.FileSink} writes it
 */
record PendingFile(String folder, int version, byte[] committable) {}
