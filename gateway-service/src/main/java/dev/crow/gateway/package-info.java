/** The suite's only way in. */
@NullMarked
package dev.crow.gateway;

import org.jspecify.annotations.NullMarked;
