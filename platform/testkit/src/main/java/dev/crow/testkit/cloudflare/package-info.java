/** Cloudflare's services for tests: a fake of D1's REST API, D1 itself on workerd, the contract. */
@NullMarked
package dev.crow.testkit.cloudflare;

import org.jspecify.annotations.NullMarked;
