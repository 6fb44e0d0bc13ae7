/** What an author of a decoder of one's own tests it with, see docs/plugging-in.md. */
package io.wrapped.state.kit;
