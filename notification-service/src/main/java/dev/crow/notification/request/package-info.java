/** Makes notifications of what services ask for. */
@NullMarked
package dev.crow.notification.request;

import org.jspecify.annotations.NullMarked;
