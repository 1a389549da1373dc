/** Tests of alerts, over a clock that stands still and a receiver of their own. */
@NullMarked
package io.stockade.alert;

import org.jspecify.annotations.NullMarked;
