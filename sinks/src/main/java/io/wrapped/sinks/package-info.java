/** What stands outside of the jobs, beside what they need it to be. */
package io.wrapped.sinks;
