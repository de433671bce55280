/** Tests of the answers all services share. */
@NullMarked
package dev.crow.web;

import org.jspecify.annotations.NullMarked;
