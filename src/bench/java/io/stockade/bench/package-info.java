/** What a pass costs in processor time, measured by JMH; docs/performance.md has the command and the figures. */
@NullMarked
package io.stockade.bench;

import org.jspecify.annotations.NullMarked;
