/** Tests of parts of the service. */
@NullMarked
package dev.crow.notification.preference;

import org.jspecify.annotations.NullMarked;
