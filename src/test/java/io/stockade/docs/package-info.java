/** What the documentation shows must be true of the code. */
@NullMarked
package io.stockade.docs;

import org.jspecify.annotations.NullMarked;
