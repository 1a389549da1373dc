/** The shape of a manifest, derived from the records: what the reader checks by and what is explained to users. */
@NullMarked
package io.stockade.spec.shape;

import org.jspecify.annotations.NullMarked;
