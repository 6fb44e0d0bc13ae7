/** How log lines speak of users: by a hash, never by the id. */
package io.wrapped.state.logging;
