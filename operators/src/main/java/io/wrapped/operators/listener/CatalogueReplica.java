package io.wrapped.operators.listener;

import com.google.common.primitives.Longs;
import io.wrapped.state.contract.CatalogueItem;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.RefusedException;
import io.wrapped.state.review.Catalogue;
import io.wrapped.state.review.Content;
import io.wrapped.state.review.ContentTable;
import io.wrapped.state.rollup.IdHash;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompactionStyle;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/**
 * The whole catalogue on the local disk of a task, with the most wanted contents in memory. It is
 * no part of the job's state: the compacted topic is its durable form, and it is filled anew at
 * every start.
 *
 * <p>Memory is bounded whatever the catalogue's size: {@code memory}, a quarter of it the block
 * cache, a sixteenth the uris that are known to be kept, the rest the table of contents, and two
 * write buffers of 8 MiB. The disk holds records by the hash of their uri; while tables are merged
 * it needs room for them twice. A record that is taken back becomes one that says nothing but its
 * uri.
 */
final class CatalogueReplica implements Catalogue, Closeable {
    private static final long WRITE_BUFFER_BYTES = MemorySize.ofMebiBytes(8).getBytes();

    /** Larger than usual, so that the index is small. */
    private static final int BLOCK_BYTES = 8 * 1024;

    /** Stands in the table for what the disk does not hold. */
    private static final Content ABSENT = Content.silent("", Long.MIN_VALUE);

    private final Path folder;
    private final LRUCache blockCache;
    private final BloomFilter bloomFilter;
    private final Options options;
    private final WriteOptions unlogged;
    private final RocksDB database;
    private final ContentTable contents;
    private final KeptUris keptUris;
    private final CatalogueChanges changes = new CatalogueChanges();

    CatalogueReplica(Path parent, MemorySize memory) throws IOException {
        RocksDB.loadLibrary();
        folder = Files.createTempDirectory(Files.createDirectories(parent), "catalogue-");
        // A content read anew costs much more than a block that only the system's cache holds.
        long blockCacheBytes = memory.getBytes() / 4;
        // Undivided: blocks of an index and filters, which it holds too, are large.
        blockCache = new LRUCache(blockCacheBytes, 0);
        bloomFilter = new BloomFilter(10);
        options =
                new Options()
                        .setCreateIfMissing(true)
                        .setWriteBufferSize(WRITE_BUFFER_BYTES)
                        .setMaxWriteBufferNumber(2)
                        // Filled at random places: levels would be rewritten over and over.
                        .setCompactionStyle(CompactionStyle.UNIVERSAL)
                        .setTableFormatConfig(
                                new BlockBasedTableConfig()
                                        .setBlockSize(BLOCK_BYTES)
                                        .setBlockCache(blockCache)
                                        .setCacheIndexAndFilterBlocks(true)
                                        .setFilterPolicy(bloomFilter));
        unlogged = new WriteOptions().setDisableWAL(true);
        long keptUrisBytes = memory.getBytes() / 16;
        keptUris = new KeptUris(keptUrisBytes);
        contents = new ContentTable(memory.getBytes() - blockCacheBytes - keptUrisBytes);
        try {
            database = RocksDB.open(options, folder.toString());
        } catch (RocksDBException e) {
            throw new IOException("The catalogue's folder " + folder + " cannot be opened", e);
        }
    }

    /**
     * Takes a record in.
     *
     * @param record as on the topic, known to be good
     * @param changedAt the broker's time stamp, epoch milliseconds
     */
    void put(String contentUri, byte[] record, long changedAt) throws IOException {
        long hash = IdHash.of(contentUri);
        put(hash, record, changedAt);
        keptUris.add(hash, contentUri);
    }

    /** Takes a record back. */
    void remove(String contentUri, long changedAt) throws IOException {
        long hash = IdHash.of(contentUri);
        put(hash, ProtoRecords.bytes(nothingOf(contentUri)), changedAt);
        keptUris.remove(hash);
    }

    private void put(long hash, byte[] record, long changedAt) throws IOException {
        byte[] value =
                ByteBuffer.allocate(Long.BYTES + record.length)
                        .putLong(changedAt)
                        .put(record)
                        .array();
        try {
            database.put(unlogged, key(hash), value);
        } catch (RocksDBException e) {
            throw new IOException("The catalogue's folder " + folder + " cannot be written", e);
        }
        contents.remove(hash);
        if (contents.hasRoom()) {
            // Reading it when it is first asked for would cost more than all of this.
            contents.put(decode(hash, record), changedAt);
        }
        changes.add(hash, changedAt);
    }

    private static CatalogueItem nothingOf(String contentUri) {
        return new CatalogueItem(
                contentUri,
                null,
                Kind.MUSIC,
                List.of(),
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null);
    }

    @Override
    public @Nullable Content find(long contentHash) {
        Content content = contents.find(contentHash);
        if (content == null) {
            content = read(contentHash);
        }
        return content == ABSENT ? null : content;
    }

    /** The contents whose records came lately. */
    CatalogueChanges changes() {
        return changes;
    }

    /** Whether that uri will be found by its hash as long as this job runs, and after. */
    boolean keepsUri(long contentHash, String contentUri) {
        if (keptUris.contain(contentHash, contentUri)) {
            return true;
        }
        Content content = find(contentHash);
        boolean keeps = content != null && !content.isSilent() && content.uri().equals(contentUri);
        if (keeps) {
            keptUris.add(contentHash, contentUri);
        }
        return keeps;
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

    private Content read(long contentHash) {
        try {
            byte[] value = database.get(key(contentHash));
            if (value == null) {
                contents.put(contentHash, ABSENT);
                return ABSENT;
            }
            long changedAt = ByteBuffer.wrap(value).getLong();
            byte[] record = Arrays.copyOfRange(value, Long.BYTES, value.length);
            return contents.put(decode(contentHash, record), changedAt);
        } catch (RocksDBException e) {
            throw unreadable(contentHash, e);
        }
    }

    private CatalogueItem decode(long contentHash, byte[] record) {
        try {
            return ProtoRecords.catalogueItem(record);
        } catch (RefusedException e) {
            throw unreadable(contentHash, e);
        }
    }

    private IllegalStateException unreadable(long contentHash, Exception cause) {
        return new IllegalStateException(
                String.format(
                        "The catalogue's record of hash %016x cannot be read in %s",
                        contentHash, folder),
                cause);
    }

    private static byte[] key(long contentHash) {
        return Longs.toByteArray(contentHash);
    }
}
