package dev.crow.aibudget;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What an organization allows itself.
 *
 * @param limit for a month, in millionths of a US dollar; 0 asks no model
 */
@Schema(name = "AiBudgetLimit")
public record AiLimit(long limit) {}
