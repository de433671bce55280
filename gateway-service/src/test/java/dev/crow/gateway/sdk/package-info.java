/** Serves the script that web pages load. */
@NullMarked
package dev.crow.gateway.sdk;

import org.jspecify.annotations.NullMarked;
