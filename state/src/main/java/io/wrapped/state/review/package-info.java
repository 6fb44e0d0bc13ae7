/** What follows from a listener's streams: the year's figures and its remarkable days. */
package io.wrapped.state.review;
