/**
 * The golden cases and worlds: reading them, running them through the plain logic, and comparing
 * whatever ran them with what they expect.
 */
package io.wrapped.state.cases;
