/** The only package that sees the AWS SDK: the ports of {@link io.stockade.cloud}, built on it. */
@NullMarked
package io.stockade.aws;

import org.jspecify.annotations.NullMarked;
