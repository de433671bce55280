/** The key for what the database must keep and nobody who reads its file may know. */
@NullMarked
package dev.crow.notification.seal;

import org.jspecify.annotations.NullMarked;
