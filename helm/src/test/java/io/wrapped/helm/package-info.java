/** Checks of the Helm chart that need no cluster, layer by layer: docs/kubernetes.md. */
package io.wrapped.helm;
