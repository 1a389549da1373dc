/** The HTTP API, and what goes over it: statuses for programs and people, and the few things they may ask for. */
@NullMarked
package io.stockade.web;

import org.jspecify.annotations.NullMarked;
