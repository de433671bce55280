/** What the gateway itself refuses callers it knows, on its way into their audit log. */
@NullMarked
package dev.crow.gateway.audit;

import org.jspecify.annotations.NullMarked;
