/** What is known of an organization, and its settings. */
@NullMarked
package dev.crow.organization.record;

import org.jspecify.annotations.NullMarked;
