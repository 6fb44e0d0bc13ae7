/**
 * The report job's logic: from a request for a story to a story that is checked and stored. Plain
 * classes do the work; {@link io.wrapped.operators.story.StoryFunction} is their Flink shell.
 */
@NullMarked
package io.wrapped.operators.story;

import org.jspecify.annotations.NullMarked;
