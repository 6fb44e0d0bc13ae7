/** The runbooks of docs/operations.md, in their own words. */
package io.wrapped.system.operations;
