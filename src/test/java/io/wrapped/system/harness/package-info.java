/** What whole-system tests run on. */
package io.wrapped.system.harness;
