package io.wrapped.state.rollup;

/** Whoever keeps the uris of contents, so that a listener's items need not. */
@FunctionalInterface
public interface KnownUris {

    /** Whether the uri of that hash is kept, and is this one. */
    boolean know(long contentHash, String contentUri);
}
