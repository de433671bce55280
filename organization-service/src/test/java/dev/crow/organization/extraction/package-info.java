/** Tests of reading documents, good and bad. */
@NullMarked
package dev.crow.organization.extraction;

import org.jspecify.annotations.NullMarked;
