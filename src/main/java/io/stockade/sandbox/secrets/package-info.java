/** Secrets Manager: secrets, their versions, policies and replicas, and the clock by which it rotates. */
@NullMarked
package io.stockade.sandbox.secrets;

import org.jspecify.annotations.NullMarked;
