package io.wrapped.operators.listener;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wrapped.state.contract.CatalogueItem;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.RefusedException;
import io.wrapped.state.review.Catalogue;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/**
 * The whole catalogue on the local disk of a task, with the most wanted records in memory. It is no
 * part of the job's state: the compacted topic is its durable form, and it is filled anew at every
 * start.
 *
 * <p>Memory is bounded whatever the catalogue's size: the record cache and the block cache, half of
 * {@code memory} each, and two write buffers of 8 MiB. The disk holds each record once.
 */
final class CatalogueReplica implements Catalogue, Closeable {
    private static final long WRITE_BUFFER_BYTES = MemorySize.ofMebiBytes(8).getBytes();
    // What a cached record costs besides its encoded bytes, roughly: objects, strings, the entry.
    private static final int CACHED_OVERHEAD_BYTES = 400;

    /** What the replica holds of a uri: the record, null where it was taken back. */
    private record Entry(@Nullable CatalogueItem item, long changedAt, int bytes) {}

    private final Path folder;
    private final LRUCache blockCache;
    private final BloomFilter bloomFilter;
    private final Options options;
    private final WriteOptions unlogged;
    private final RocksDB database;
    private final Cache<String, Optional<Entry>> cache;

    CatalogueReplica(Path parent, MemorySize memory) throws IOException {
        RocksDB.loadLibrary();
        folder = Files.createTempDirectory(Files.createDirectories(parent), "catalogue-");
        blockCache = new LRUCache(memory.getBytes() / 2);
        bloomFilter = new BloomFilter(10);
        options =
                new Options()
                        .setCreateIfMissing(true)
                        .setWriteBufferSize(WRITE_BUFFER_BYTES)
                        .setMaxWriteBufferNumber(2)
                        .setTableFormatConfig(
                                new BlockBasedTableConfig()
                                        .setBlockCache(blockCache)
                                        .setCacheIndexAndFilterBlocks(true)
                                        .setFilterPolicy(bloomFilter));
        unlogged = new WriteOptions().setDisableWAL(true);
        cache =
                Caffeine.newBuilder()
                        .maximumWeight(memory.getBytes() / 2)
                        .weigher(CatalogueReplica::weight)
                        .executor(Runnable::run)
                        .build();
        try {
            database = RocksDB.open(options, folder.toString());
        } catch (RocksDBException e) {
            throw new IOException("The catalogue's folder " + folder + " cannot be opened", e);
        }
    }

    /**
     * Takes a record in.
     *
     * @param changedAt the broker's time stamp, epoch milliseconds
     */
    void put(CatalogueItem item, long changedAt) throws IOException {
        byte[] encoded = ProtoRecords.bytes(item);
        write(item.contentUri(), encoded, changedAt);
    }

    /** Takes a record back. */
    void remove(String contentUri, long changedAt) throws IOException {
        write(contentUri, new byte[0], changedAt);
    }

    @Override
    public @Nullable CatalogueItem find(String contentUri) {
        Entry entry = entry(contentUri);
        return entry == null ? null : entry.item();
    }

    /**
     * When the broker was given the last record of that uri, {@link Long#MIN_VALUE} without one.
     */
    long changedAt(String contentUri) {
        Entry entry = entry(contentUri);
        return entry == null ? Long.MIN_VALUE : entry.changedAt();
    }

    @Override
    public void close() throws IOException {
        database.close();
        unlogged.close();
        options.close();
        bloomFilter.close();
        blockCache.close();
        FileUtils.deleteDirectory(folder.toFile());
    }

    private void write(String contentUri, byte[] encoded, long changedAt) throws IOException {
        byte[] value =
                ByteBuffer.allocate(Long.BYTES + encoded.length)
                        .putLong(changedAt)
                        .put(encoded)
                        .array();
        try {
            database.put(unlogged, contentUri.getBytes(StandardCharsets.UTF_8), value);
        } catch (RocksDBException e) {
            throw new IOException("The catalogue's folder " + folder + " cannot be written", e);
        }
        cache.invalidate(contentUri);
    }

    private @Nullable Entry entry(String contentUri) {
        Optional<Entry> cached = cache.getIfPresent(contentUri);
        if (cached == null) {
            cached = Optional.ofNullable(read(contentUri));
            cache.put(contentUri, cached);
        }
        return cached.orElse(null);
    }

    private @Nullable Entry read(String contentUri) {
        try {
            byte[] value = database.get(contentUri.getBytes(StandardCharsets.UTF_8));
            if (value == null) {
                return null;
            }
            long changedAt = ByteBuffer.wrap(value).getLong();
            CatalogueItem item =
                    value.length == Long.BYTES
                            ? null
                            : ProtoRecords.catalogueItem(
                                    Arrays.copyOfRange(value, Long.BYTES, value.length));
            return new Entry(item, changedAt, value.length);
        } catch (RocksDBException | RefusedException e) {
            throw new IllegalStateException(
                    "The catalogue's record of " + contentUri + " cannot be read in " + folder, e);
        }
    }

    private static int weight(String contentUri, Optional<Entry> entry) {
        return CACHED_OVERHEAD_BYTES
                + contentUri.length()
                + entry.map(present -> 2 * present.bytes()).orElse(0);
    }
}
