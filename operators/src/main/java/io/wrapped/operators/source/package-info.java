/** Reading Kafka with watermarks from the brokers' time stamps. */
package io.wrapped.operators.source;
