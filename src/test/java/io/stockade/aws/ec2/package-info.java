/** What single answers of EC2 become. */
@NullMarked
package io.stockade.aws.ec2;

import org.jspecify.annotations.NullMarked;
