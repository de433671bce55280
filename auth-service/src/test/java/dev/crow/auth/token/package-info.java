@NullMarked
package dev.crow.auth.token;

import org.jspecify.annotations.NullMarked;
