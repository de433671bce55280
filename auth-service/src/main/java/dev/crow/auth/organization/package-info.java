/** Organizations, each made with its first keys. */
@NullMarked
package dev.crow.auth.organization;

import org.jspecify.annotations.NullMarked;
