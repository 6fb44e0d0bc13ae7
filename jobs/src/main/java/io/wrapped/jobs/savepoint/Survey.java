package io.wrapped.jobs.savepoint;

import java.util.Map;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What becomes of some listeners, or of all.
 *
 * @param users how many there are
 * @param digest sum of those of all of them, as they become
 * @param changed the chosen ones with the dates that differ, as days since 1970-01-01
 * @param refused the chosen ones who cannot be patched, with the reason
 */
public record Survey(
        long users, long digest, Map<String, int[]> changed, Map<String, String> refused) {

    /** How it goes from task to task. */
    static final TypeInformation<Survey> TYPE =
            Types.POJO(
                    Survey.class,
                    Map.of(
                            "users",
                            Types.LONG,
                            "digest",
                            Types.LONG,
                            "changed",
                            Types.MAP(
                                    Types.STRING,
                                    PrimitiveArrayTypeInfo.INT_PRIMITIVE_ARRAY_TYPE_INFO),
                            "refused",
                            Types.MAP(Types.STRING, Types.STRING)));

    public Survey {
        changed = Map.copyOf(changed);
        refused = Map.copyOf(refused);
    }
}
