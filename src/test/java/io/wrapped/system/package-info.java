/** Tests of the whole: real Kafka, real HBase, real Flink. */
package io.wrapped.system;
