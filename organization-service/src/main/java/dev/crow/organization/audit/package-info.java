/** Who did what in an organization, in a chain that shows every change. */
@NullMarked
package dev.crow.organization.audit;

import org.jspecify.annotations.NullMarked;
