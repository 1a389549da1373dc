/** Differences, what is decided of each, and the ordered changes that follow. No I/O. */
@NullMarked
package io.stockade.plan;

import org.jspecify.annotations.NullMarked;
