@NullMarked
package dev.crow.gateway.site;

import org.jspecify.annotations.NullMarked;
