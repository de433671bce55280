/** Notifications as people read them in the application. */
@NullMarked
package dev.crow.notification.feed;

import org.jspecify.annotations.NullMarked;
