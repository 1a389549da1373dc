/** The little that must be remembered of a stack, and the port that keeps it. */
@NullMarked
package io.stockade.memory;

import org.jspecify.annotations.NullMarked;
