/** What is shipped to run the product, held against the product: the chart, what is rendered of it, the image. */
@NullMarked
package io.stockade.deploy;

import org.jspecify.annotations.NullMarked;
