/** IAM: roles, their policies, instance profiles. */
@NullMarked
package io.stockade.sandbox.iam;

import org.jspecify.annotations.NullMarked;
