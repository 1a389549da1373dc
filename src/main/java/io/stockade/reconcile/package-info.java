/** One pass from manifest to status, and the queue that wakes it. The package to read first. */
@NullMarked
package io.stockade.reconcile;

import org.jspecify.annotations.NullMarked;
