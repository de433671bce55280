/** Tests of the service as a whole. */
@NullMarked
package dev.crow.notification;

import org.jspecify.annotations.NullMarked;
