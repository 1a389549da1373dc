/** Whole stacks over the sandbox in virtual time: the promises of the engine, held as tests. */
@NullMarked
package io.stockade.simulation;

import org.jspecify.annotations.NullMarked;
