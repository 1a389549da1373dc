/** How every call to AWS is made: held back, counted, paged, and its failures put into our terms. */
@NullMarked
package io.stockade.aws.call;

import org.jspecify.annotations.NullMarked;
