/** Members come and go; what is held on them is erased and exported. */
@NullMarked
package dev.crow.notification.personaldata;

import org.jspecify.annotations.NullMarked;
