/** Members of an organization, their roles and permissions. */
@NullMarked
package dev.crow.user.member;

import org.jspecify.annotations.NullMarked;
