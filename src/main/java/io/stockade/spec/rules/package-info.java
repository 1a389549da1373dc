/** What must hold of a manifest beyond its shape, one file for each subject. */
@NullMarked
package io.stockade.spec.rules;

import org.jspecify.annotations.NullMarked;
