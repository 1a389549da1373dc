/** Kubernetes mode against a real API server, with the real kubectl and the packaged program. */
@NullMarked
package io.stockade.cluster;

import org.jspecify.annotations.NullMarked;
