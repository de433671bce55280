/** What services ask notification-service to tell people. */
@NullMarked
package dev.crow.contracts.notification.v1;

import org.jspecify.annotations.NullMarked;
