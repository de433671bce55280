/** What organizations let models cost: a month's limit, kept by each service that asks one. */
@NullMarked
package dev.crow.aibudget;

import org.jspecify.annotations.NullMarked;
