/** Tests of internal tokens and of the filter chains. */
@NullMarked
package dev.crow.security;

import org.jspecify.annotations.NullMarked;
