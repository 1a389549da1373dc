/** Whether values of secrets show up anywhere: what was said, and what must not have been said in it. */
@NullMarked
package io.stockade.silence;

import org.jspecify.annotations.NullMarked;
