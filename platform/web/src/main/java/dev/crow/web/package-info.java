/** What every HTTP service answers alike: problem details, request ids, cursors. */
@NullMarked
package dev.crow.web;

import org.jspecify.annotations.NullMarked;
