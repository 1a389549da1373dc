/** Tests of the front end in a cluster. */
@NullMarked
package io.stockade.kube;

import org.jspecify.annotations.NullMarked;
