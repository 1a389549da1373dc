/** Carries out a plan, side by side along its graph, and stops safely. */
@NullMarked
package io.stockade.apply;

import org.jspecify.annotations.NullMarked;
