/** Values as released versions wrote them. */
package io.wrapped.state.golden;
