@NullMarked
package dev.crow.gateway.shop;

import org.jspecify.annotations.NullMarked;
