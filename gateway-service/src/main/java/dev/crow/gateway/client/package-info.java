/** Who asks: the address behind the proxies, and which web origins are ours. */
@NullMarked
package dev.crow.gateway.client;

import org.jspecify.annotations.NullMarked;
