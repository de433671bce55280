/** Which paths exist, which service answers them, and what kind of traffic they are. */
@NullMarked
package dev.crow.gateway.route;

import org.jspecify.annotations.NullMarked;
