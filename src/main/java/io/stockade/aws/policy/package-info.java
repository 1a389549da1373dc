/** What Stockade may do in an account: the IAM policies that it needs, and no more. Pure data. */
@NullMarked
package io.stockade.aws.policy;

import org.jspecify.annotations.NullMarked;
