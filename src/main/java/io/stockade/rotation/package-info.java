/** When a secret is due, the steps of a rotation, and how each secret fares. Values live here and in the store only. */
@NullMarked
package io.stockade.rotation;

import org.jspecify.annotations.NullMarked;
