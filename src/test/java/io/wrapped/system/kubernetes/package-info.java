/**
 * The chart under the real operator, without Kubernetes: its API server keeps objects in memory,
 * and stand-ins start the JobManagers that the operator asks for.
 */
@org.jspecify.annotations.NullMarked
package io.wrapped.system.kubernetes;
