/** From what the user asked for to the graph of AWS resources; all secure defaults live here. Pure functions. */
@NullMarked
package io.stockade.blueprint;

import org.jspecify.annotations.NullMarked;
