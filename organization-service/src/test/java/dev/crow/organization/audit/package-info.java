/** Tests of the audit log's chain. */
@NullMarked
package dev.crow.organization.audit;

import org.jspecify.annotations.NullMarked;
