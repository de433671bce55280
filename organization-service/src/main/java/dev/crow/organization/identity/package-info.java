/** What other services tell of organizations and people. */
@NullMarked
package dev.crow.organization.identity;

import org.jspecify.annotations.NullMarked;
