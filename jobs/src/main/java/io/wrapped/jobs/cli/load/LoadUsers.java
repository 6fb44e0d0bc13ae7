package io.wrapped.jobs.cli.load;

import io.wrapped.jobs.cli.held.TopicReader;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.state.contract.LoadUser;
import io.wrapped.state.contract.NamedUser;
import io.wrapped.state.contract.NamedUser.Form;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/** Users of loads, found by their profiles, which each of them is given before any play. */
public final class LoadUsers {
    private LoadUsers() {}

    /**
     * Reads the topic of profiles.
     *
     * @param run whose users; null: those of all runs
     */
    public static Set<String> known(Configuration options, @Nullable String run) {
        Set<String> known = new TreeSet<>();
        new TopicReader(options)
                .read(
                        Topics.from(options).profile(),
                        null,
                        Map.of(),
                        record -> {
                            byte[] value = record.value();
                            String user =
                                    value == null ? null : NamedUser.inValue(Form.PROFILE, value);
                            if (user != null && isOf(user, run)) {
                                known.add(user);
                            }
                        });
        return known;
    }

    /**
     * Whether a user is one of a load.
     *
     * @param run of that one; null: of any
     */
    public static boolean isOf(String userId, @Nullable String run) {
        if (!LoadUser.hasPrefix(userId)) {
            return false;
        }
        LoadUser user = LoadUser.of(userId);
        return user != null && (run == null || user.run().equals(run));
    }
}
