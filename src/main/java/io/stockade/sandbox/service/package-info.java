/** What every service of the sandbox shares: a call and its context, errors, filters, pages, tags. */
@NullMarked
package io.stockade.sandbox.service;

import org.jspecify.annotations.NullMarked;
