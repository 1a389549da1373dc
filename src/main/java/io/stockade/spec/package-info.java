/**
 * What the user asked for: the records of a manifest, reading one, and saying everything that is wrong with it at once.
 */
@NullMarked
package io.stockade.spec;

import org.jspecify.annotations.NullMarked;
