/** Tests of parts of the service. */
@NullMarked
package dev.crow.notification.letter;

import org.jspecify.annotations.NullMarked;
