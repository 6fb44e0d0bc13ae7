package io.wrapped.bench.measure;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.IncrementalKeyedStateHandle.HandleAndLocalPath;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.util.FileUtils;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompactRangeOptions.BottommostLevelCompaction;
import org.rocksdb.ConfigOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.Env;
import org.rocksdb.FlushOptions;
import org.rocksdb.OptionsUtil;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * The keyed state in an incremental checkpoint: every RocksDB instance of it, opened with the
 * options that it ran with and compacted, all column families, so those of timers too.
 *
 * @param checkpointedBytes of table files as the checkpoint holds them
 * @param compactedBytes of table files after a compaction of all
 */
public record CheckpointedState(long checkpointedBytes, long compactedBytes) {

    /**
     * Measures a checkpoint.
     *
     * @param pointer the checkpoint's external path
     * @param scratch a folder to open copies in
     */
    static CheckpointedState of(String pointer, Path scratch) throws IOException {
        RocksDB.loadLibrary();
        long checkpointed = 0;
        long compacted = 0;
        for (IncrementalRemoteKeyedStateHandle instance : instances(pointer)) {
            Path folder = Files.createTempDirectory(Files.createDirectories(scratch), "instance-");
            try {
                copy(instance, folder);
                checkpointed += tableBytes(folder);
                compact(folder);
                compacted += tableBytes(folder);
            } catch (RocksDBException e) {
                throw new IOException("the state in " + pointer + " cannot be opened", e);
            } finally {
                FileUtils.deleteDirectoryQuietly(folder.toFile());
            }
        }
        return new CheckpointedState(checkpointed, compacted);
    }

    private static List<IncrementalRemoteKeyedStateHandle> instances(String pointer)
            throws IOException {
        org.apache.flink.core.fs.Path metadataFile =
                new org.apache.flink.core.fs.Path(pointer, "_metadata");
        FileSystem files = FileSystem.get(URI.create(pointer));
        CheckpointMetadata metadata;
        try (DataInputStream in = new DataInputStream(files.open(metadataFile))) {
            metadata =
                    Checkpoints.loadCheckpointMetadata(
                            in, CheckpointedState.class.getClassLoader(), pointer);
        }
        List<IncrementalRemoteKeyedStateHandle> instances = new ArrayList<>();
        for (OperatorState operator : metadata.getOperatorStates()) {
            for (OperatorSubtaskState subtask : operator.getStates()) {
                for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
                    if (handle instanceof IncrementalRemoteKeyedStateHandle instance) {
                        instances.add(instance);
                    }
                }
            }
        }
        return instances;
    }

    private static void copy(IncrementalRemoteKeyedStateHandle instance, Path folder)
            throws IOException {
        List<HandleAndLocalPath> files = new ArrayList<>(instance.getSharedState());
        files.addAll(instance.getPrivateState());
        for (HandleAndLocalPath file : files) {
            try (InputStream in = file.getHandle().openInputStream()) {
                Files.copy(in, folder.resolve(file.getLocalPath()));
            }
        }
    }

    private static void compact(Path folder) throws RocksDBException {
        List<ColumnFamilyDescriptor> families = new ArrayList<>();
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try (ConfigOptions config =
                        new ConfigOptions().setEnv(Env.getDefault()).setIgnoreUnknownOptions(true);
                DBOptions options = new DBOptions()) {
            OptionsUtil.loadLatestOptions(config, folder.toString(), options, families);
            options.setDbLogDir("").setWalDir("").setCreateIfMissing(false);
            try (RocksDB database = RocksDB.open(options, folder.toString(), families, handles);
                    FlushOptions flush = new FlushOptions().setWaitForFlush(true);
                    CompactRangeOptions all =
                            new CompactRangeOptions()
                                    .setBottommostLevelCompaction(
                                            BottommostLevelCompaction.kForce)) {
                for (ColumnFamilyHandle family : handles) {
                    database.flush(flush, family);
                    database.compactRange(family, null, null, all);
                }
                handles.forEach(ColumnFamilyHandle::close);
            }
        } finally {
            families.forEach(family -> family.getOptions().close());
        }
    }

    private static long tableBytes(Path folder) throws IOException {
        long bytes = 0;
        try (var files = Files.newDirectoryStream(folder, "*.sst")) {
            for (Path file : files) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }
}
