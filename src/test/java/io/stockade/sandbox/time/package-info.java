/** The clocks, tested without any sandbox on them. */
@NullMarked
package io.stockade.sandbox.time;

import org.jspecify.annotations.NullMarked;
