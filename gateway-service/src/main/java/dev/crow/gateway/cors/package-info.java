/** What browsers of other origins may do. */
@NullMarked
package dev.crow.gateway.cors;

import org.jspecify.annotations.NullMarked;
