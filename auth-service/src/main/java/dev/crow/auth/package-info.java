/** Organizations and their API keys, exchanged for internal tokens. */
@NullMarked
package dev.crow.auth;

import org.jspecify.annotations.NullMarked;
