package dev.crow.organization.summary;

import dev.crow.organization.knowledge.Chunk;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A paragraph on an organization.
 *
 * @param kind where it comes from
 * @param title for people
 * @param text sentences
 */
@Schema(name = "ContextSection")
public record Section(Chunk.Kind kind, String title, String text) {}
