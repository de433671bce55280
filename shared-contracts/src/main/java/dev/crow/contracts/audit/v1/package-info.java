/** What the audit logs are made from. */
@NullMarked
package dev.crow.contracts.audit.v1;

import org.jspecify.annotations.NullMarked;
