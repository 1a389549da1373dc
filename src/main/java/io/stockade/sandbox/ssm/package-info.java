/** Systems Manager: the public parameters that name machine images. */
@NullMarked
package io.stockade.sandbox.ssm;

import org.jspecify.annotations.NullMarked;
