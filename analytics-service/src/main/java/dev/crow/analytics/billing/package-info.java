/** Plans, budgets and bills. */
@NullMarked
package dev.crow.analytics.billing;

import org.jspecify.annotations.NullMarked;
