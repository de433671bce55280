/** What happens in the suite, on its way to rules and webhooks. */
@NullMarked
package dev.crow.notification.signal;

import org.jspecify.annotations.NullMarked;
