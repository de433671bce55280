/** Erasure and export of what the suite holds on a subject. */
@NullMarked
package dev.crow.organization.personaldata;

import org.jspecify.annotations.NullMarked;
