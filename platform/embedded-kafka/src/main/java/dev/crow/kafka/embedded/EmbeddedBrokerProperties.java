package dev.crow.kafka.embedded;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The broker a service starts inside itself when no other is configured.
 *
 * @param dataDir the suite's data folder; the broker's is {@code kafka} below it
 */
@ConfigurationProperties("crow")
record EmbeddedBrokerProperties(@DefaultValue("data") Path dataDir) {}
