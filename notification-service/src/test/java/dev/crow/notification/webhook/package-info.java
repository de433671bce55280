/** Tests of parts of the service. */
@NullMarked
package dev.crow.notification.webhook;

import org.jspecify.annotations.NullMarked;
