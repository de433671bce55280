/** Webhooks: signed, tried again for a day, open to inspection. */
@NullMarked
package dev.crow.notification.webhook;

import org.jspecify.annotations.NullMarked;
