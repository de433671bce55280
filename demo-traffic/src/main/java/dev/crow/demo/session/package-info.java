/** Makes sessions of shoppers from a seed. */
@NullMarked
package dev.crow.demo.session;

import org.jspecify.annotations.NullMarked;
