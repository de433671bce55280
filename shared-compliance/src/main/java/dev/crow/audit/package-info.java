/** What is alike in every service that refuses callers: the refusal's way into the audit log. */
@NullMarked
package dev.crow.audit;

import org.jspecify.annotations.NullMarked;
