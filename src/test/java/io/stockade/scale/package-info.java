/** Many stacks over a recorded picture instead of a sandbox: what the engine itself costs in memory and time. */
@NullMarked
package io.stockade.scale;

import org.jspecify.annotations.NullMarked;
