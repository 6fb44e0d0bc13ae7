package io.wrapped.state.contract;

import org.jspecify.annotations.Nullable;

/**
 * A listener (SPEC section 1, topic {@code profile}).
 *
 * @param zone IANA id, always known to the JVM's zone rules
 * @param birthMonthDay {@code --MM-DD}
 * @param locale BCP 47
 * @param erased the user is to be forgotten and kept forgotten
 */
public record Profile(
        String userId,
        String zone,
        @Nullable String birthMonthDay,
        @Nullable String locale,
        @Nullable String country,
        boolean erased) {}
