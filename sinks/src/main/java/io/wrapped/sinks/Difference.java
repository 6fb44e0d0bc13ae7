package io.wrapped.sinks;

/**
 * Where something that exists is not as Wrapped would have created it.
 *
 * @param place such as "family r", empty for the whole of it
 * @param setting by the name that its system has for it, empty for all of the place
 * @param needed whether the jobs rest on it; the others are the operator's to change
 */
public record Difference(
        String place, String setting, String found, String asked, boolean needed) {}
