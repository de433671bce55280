/** Documents an organization tells of itself with: sent, read step by step, in versions. */
@NullMarked
package dev.crow.organization.document;

import org.jspecify.annotations.NullMarked;
