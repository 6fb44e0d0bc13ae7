package io.wrapped.state.contract;

/** What a play was of. The play's kind counts, not the catalogue's (SPEC section 2). */
public enum Kind {
    MUSIC,
    PODCAST,
    AUDIOBOOK
}
