/** What a person wants to be told, and how they read it. */
@NullMarked
package dev.crow.user.preference;

import org.jspecify.annotations.NullMarked;
