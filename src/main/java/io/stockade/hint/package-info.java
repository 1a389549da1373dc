/** What events of AWS tell: where to look, and who may have done it. Pure; nothing of an event is believed beyond that. */
@NullMarked
package io.stockade.hint;

import org.jspecify.annotations.NullMarked;
