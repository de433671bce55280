/** Notifications as mails, at once or gathered in digests. */
@NullMarked
package dev.crow.notification.letter;

import org.jspecify.annotations.NullMarked;
