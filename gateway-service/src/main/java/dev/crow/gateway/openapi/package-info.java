/** One API description for the whole suite. */
@NullMarked
package dev.crow.gateway.openapi;

import org.jspecify.annotations.NullMarked;
