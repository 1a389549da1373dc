/** Lambda: functions in VPCs, who may invoke them, and what comes of it. */
@NullMarked
package io.stockade.sandbox.lambda;

import org.jspecify.annotations.NullMarked;
