/** The invented shop: what it sells, who visits it, and what is hidden in its data. */
@NullMarked
package dev.crow.demo.world;

import org.jspecify.annotations.NullMarked;
