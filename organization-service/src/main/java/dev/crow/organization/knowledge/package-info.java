/** What an organization has told of itself, in pieces, found by meaning and words. */
@NullMarked
package dev.crow.organization.knowledge;

import org.jspecify.annotations.NullMarked;
