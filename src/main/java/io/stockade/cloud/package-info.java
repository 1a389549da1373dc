/** The ports to AWS as the engine sees them, and what was observed through them, with its coverage and age. */
@NullMarked
package io.stockade.cloud;

import org.jspecify.annotations.NullMarked;
