/** What organizations decide for all services: the records of {@code organization-settings}. */
@NullMarked
package dev.crow.contracts.organization.v1;

import org.jspecify.annotations.NullMarked;
