/** What exists in the sandbox: versioned tables of records, and how they survive a killed process. */
@NullMarked
package io.stockade.sandbox.world;

import org.jspecify.annotations.NullMarked;
