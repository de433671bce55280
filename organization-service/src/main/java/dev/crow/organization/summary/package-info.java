/** What is learned of an organization: from itself, from its products and from its visits. */
@NullMarked
package dev.crow.organization.summary;

import org.jspecify.annotations.NullMarked;
