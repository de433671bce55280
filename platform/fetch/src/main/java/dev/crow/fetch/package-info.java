/** Fetches what a stranger's URL names, and never anything from inside the network. */
@NullMarked
package dev.crow.fetch;

import org.jspecify.annotations.NullMarked;
