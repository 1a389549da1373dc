/** AWS resources as pure data: what is wanted, what was observed, what refers to what. No I/O, no SDK. */
@NullMarked
package io.stockade.graph;

import org.jspecify.annotations.NullMarked;
