/** The stories told of remarkable days, and where they are kept. */
package io.wrapped.state.story;
