/** Flink serializers for the encodings of {@code state}. */
package io.wrapped.operators.serialization;
