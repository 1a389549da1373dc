/** The front end in a cluster: SecureStack objects are what is wanted, their status is how it is and what is remembered. */
@NullMarked
package io.stockade.kube;

import org.jspecify.annotations.NullMarked;
