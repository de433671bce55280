/** All that is known of an organization, at one glance and to be forgotten with one call. */
@NullMarked
package dev.crow.organization.context;

import org.jspecify.annotations.NullMarked;
