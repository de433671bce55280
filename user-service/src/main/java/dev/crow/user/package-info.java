/** People: profiles, permissions, preferences, pictures. */
@NullMarked
package dev.crow.user;

import org.jspecify.annotations.NullMarked;
