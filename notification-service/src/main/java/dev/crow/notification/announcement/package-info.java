/** How this service itself asks for notifications. */
@NullMarked
package dev.crow.notification.announcement;

import org.jspecify.annotations.NullMarked;
