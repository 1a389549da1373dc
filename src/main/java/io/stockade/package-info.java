/** The entry point and the wiring: everything else is reached from here, and nothing depends on it. */
@NullMarked
package io.stockade;

import org.jspecify.annotations.NullMarked;
