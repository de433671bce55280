/** What other services tell of people, and what they ask for. */
@NullMarked
package dev.crow.user.identity;

import org.jspecify.annotations.NullMarked;
