/** Tests of the history of changes. */
@NullMarked
package io.stockade.history;

import org.jspecify.annotations.NullMarked;
