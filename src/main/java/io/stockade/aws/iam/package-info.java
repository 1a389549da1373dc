/** Readers and drivers of IAM roles and instance profiles. */
@NullMarked
package io.stockade.aws.iam;

import org.jspecify.annotations.NullMarked;
