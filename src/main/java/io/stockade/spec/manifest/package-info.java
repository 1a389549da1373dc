/** Manifests as files: reading one with a line for everything that is wrong, and writing one. */
@NullMarked
package io.stockade.spec.manifest;

import org.jspecify.annotations.NullMarked;
