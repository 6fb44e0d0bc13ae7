package io.wrapped.bench.naive;

import io.wrapped.bench.workload.RecordFile;
import io.wrapped.state.contract.CatalogueItem;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The catalogue and the profiles in memory, read once in a process.
 *
 * @param catalogue by content uri
 * @param profiles by user id
 */
public record SideData(Map<String, CatalogueItem> catalogue, Map<String, Profile> profiles) {
    private static final Map<String, SideData> LOADED = new HashMap<>();

    /** Reads both from a workload's folder. */
    public static synchronized SideData load(String catalogueFile, String profilesFile)
            throws IOException {
        SideData loaded = LOADED.get(catalogueFile);
        if (loaded == null) {
            loaded = new SideData(catalogue(catalogueFile), profiles(profilesFile));
            LOADED.put(catalogueFile, loaded);
        }
        return loaded;
    }

    /** Frees the memory of what was loaded. */
    public static synchronized void forget() {
        LOADED.clear();
    }

    private static Map<String, CatalogueItem> catalogue(String file) throws IOException {
        Map<String, CatalogueItem> catalogue = new HashMap<>();
        try (RecordFile.Reader reader = new RecordFile.Reader(Path.of(file), 0)) {
            while (reader.next()) {
                CatalogueItem item = ProtoRecords.catalogueItem(reader.value());
                catalogue.put(item.contentUri(), item);
            }
        } catch (RefusedException e) {
            throw new IOException(file + " holds a record that is refused", e);
        }
        return catalogue;
    }

    /** Reads the profiles alone, by user id. */
    public static Map<String, Profile> profiles(String file) throws IOException {
        Map<String, Profile> profiles = new HashMap<>();
        try (RecordFile.Reader reader = new RecordFile.Reader(Path.of(file), 0)) {
            while (reader.next()) {
                Profile profile = ProtoRecords.profile(reader.value());
                profiles.put(profile.userId(), profile);
            }
        } catch (RefusedException e) {
            throw new IOException(file + " holds a record that is refused", e);
        }
        return profiles;
    }
}
