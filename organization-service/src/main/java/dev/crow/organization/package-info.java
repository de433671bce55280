/** Organizations: records, audit logs, erasure and export of personal data. */
@NullMarked
package dev.crow.organization;

import org.jspecify.annotations.NullMarked;
