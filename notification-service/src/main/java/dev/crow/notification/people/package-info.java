/** Who there is to tell, as identity events say. */
@NullMarked
package dev.crow.notification.people;

import org.jspecify.annotations.NullMarked;
