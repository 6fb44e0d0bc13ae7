/**
 * The records that come in and go out, as the SPEC's section 1 defines them, and their decoding.
 */
package io.wrapped.state.contract;
