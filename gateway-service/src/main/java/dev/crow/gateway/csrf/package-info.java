/** Refuses what another site's page makes a browser send. */
@NullMarked
package dev.crow.gateway.csrf;

import org.jspecify.annotations.NullMarked;
