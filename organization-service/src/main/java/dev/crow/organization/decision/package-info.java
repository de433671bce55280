/** This service's own decisions, on their way to the audit log. */
@NullMarked
package dev.crow.organization.decision;

import org.jspecify.annotations.NullMarked;
