/** What both jobs measure, named in one place. */
package io.wrapped.state.metric;
