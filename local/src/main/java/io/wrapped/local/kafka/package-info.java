/** Kafka in a process of its own, for one machine. */
package io.wrapped.local.kafka;
