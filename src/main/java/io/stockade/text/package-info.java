/** How messages say what all packages say alike. */
@NullMarked
package io.stockade.text;

import org.jspecify.annotations.NullMarked;
