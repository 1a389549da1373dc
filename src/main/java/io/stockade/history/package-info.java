/** What was done to stacks, why and by whom: the last changes of each, and all of them in the audit log. */
@NullMarked
package io.stockade.history;

import org.jspecify.annotations.NullMarked;
