/** Tests of cutting documents into pieces. */
@NullMarked
package dev.crow.organization.document;

import org.jspecify.annotations.NullMarked;
