/** What functions do when they are invoked: code that stands for a Lambda function's. */
@NullMarked
package io.stockade.sandbox.functions;

import org.jspecify.annotations.NullMarked;
