/** The text of documents, read by a process of its own that a hostile document may ruin. */
@NullMarked
package dev.crow.organization.extraction;

import org.jspecify.annotations.NullMarked;
