/** What IAM is told where the sandbox lacks the call. */
@NullMarked
package io.stockade.aws.iam;

import org.jspecify.annotations.NullMarked;
