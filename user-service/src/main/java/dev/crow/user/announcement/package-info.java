/** What this service tells the others. */
@NullMarked
package dev.crow.user.announcement;

import org.jspecify.annotations.NullMarked;
