/** What is wrong with a deployment, and what to do: the checks of {@code wrapped doctor}. */
package io.wrapped.jobs.cli.doctor;
