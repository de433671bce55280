/** An S3 server inside this process, over a folder. */
@NullMarked
package dev.crow.objectstore.embedded;

import org.jspecify.annotations.NullMarked;
