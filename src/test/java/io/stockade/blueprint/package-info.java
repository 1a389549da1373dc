/** Tests of drawing: golden cases in folders, and properties that hold for every stack. */
@NullMarked
package io.stockade.blueprint;

import org.jspecify.annotations.NullMarked;
