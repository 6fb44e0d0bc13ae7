/**
 * The job as it comes to mind first: a map of state from date to a record with a map, a map of
 * state of seen ids, and a review that is computed with hash maps. Straightforward, not
 * deliberately slow, and written independently of the product.
 */
package io.wrapped.bench.naive;
