/** Tests of rotations, and the doubles that they and the tests of a pass rest on. */
@NullMarked
package io.stockade.rotation;

import org.jspecify.annotations.NullMarked;
