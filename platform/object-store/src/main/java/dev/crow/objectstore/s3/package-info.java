/** Objects in any S3: R2, MinIO, AWS, or the embedded server. */
@NullMarked
package dev.crow.objectstore.s3;

import org.jspecify.annotations.NullMarked;
