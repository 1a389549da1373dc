/** An AWS that lives in this process, behind the SDK's own client interfaces: the front door, the journal, the faults. */
@NullMarked
package io.stockade.sandbox;

import org.jspecify.annotations.NullMarked;
