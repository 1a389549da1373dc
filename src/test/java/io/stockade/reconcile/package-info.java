/** Tests of single parts of a pass. */
@NullMarked
package io.stockade.reconcile;

import org.jspecify.annotations.NullMarked;
