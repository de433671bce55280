/** Remembers answers for a while, alone or together with other instances. Knows no domain. */
@NullMarked
package dev.crow.cache;

import org.jspecify.annotations.NullMarked;
