/** The fault simulation: everything that can go wrong at every call, and what must be true afterwards all the same. */
@NullMarked
package io.stockade.reliability;

import org.jspecify.annotations.NullMarked;
