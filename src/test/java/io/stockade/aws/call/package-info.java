/** How calls are held back, counted and put into our terms. */
@NullMarked
package io.stockade.aws.call;

import org.jspecify.annotations.NullMarked;
