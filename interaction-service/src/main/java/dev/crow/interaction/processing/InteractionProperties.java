package dev.crow.interaction.processing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How interactions are made.
 *
 * @param archiveSessions whether the raw session is kept as an object beside the interaction
 */
@ConfigurationProperties("crow.interactions")
record InteractionProperties(@DefaultValue("true") boolean archiveSessions) {}
