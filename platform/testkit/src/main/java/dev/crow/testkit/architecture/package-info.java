/** The rules of the tree, as tests. */
@NullMarked
package dev.crow.testkit.architecture;

import org.jspecify.annotations.NullMarked;
