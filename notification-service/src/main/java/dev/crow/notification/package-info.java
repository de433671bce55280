/** Tells people what happened: in the application, by mail, and their programs by webhooks. */
@NullMarked
package dev.crow.notification;

import org.jspecify.annotations.NullMarked;
