/** A store of whole objects under keys that always belong to one organization. */
@NullMarked
package dev.crow.objectstore;

import org.jspecify.annotations.NullMarked;
