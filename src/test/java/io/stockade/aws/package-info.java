/** Drivers and readers against the sandbox. */
@NullMarked
package io.stockade.aws;

import org.jspecify.annotations.NullMarked;
