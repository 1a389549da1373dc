/** The emulator that the tests over the wire run against: where it is found, or how it is started. */
@NullMarked
package io.stockade.emulator;

import org.jspecify.annotations.NullMarked;
