package io.wrapped.operators.story;

import java.io.Serializable;

/** Opens a resource where a subtask runs. */
@FunctionalInterface
public interface ResourceFactory<T> extends Serializable {

    T open() throws Exception;
}
