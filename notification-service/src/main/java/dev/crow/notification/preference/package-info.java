/** What people want to be told, and how. */
@NullMarked
package dev.crow.notification.preference;

import org.jspecify.annotations.NullMarked;
