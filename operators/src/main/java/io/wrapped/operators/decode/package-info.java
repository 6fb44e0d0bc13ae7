/** From bytes to records at the edge; what cannot be used is refused here. */
package io.wrapped.operators.decode;
