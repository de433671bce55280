package dev.crow.webingest.rules;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Rules of organizations, and what they may ask for.
 *
 * @param filterBots whether bots are passed over where an organization did not decide
 * @param refresh after how long a change is seen by the other instances
 * @param maxSchemas most events of an organization with a schema
 * @param maxSchema longest schema as text
 */
@ConfigurationProperties("crow.ingestion")
record RulesProperties(
    @DefaultValue("true") boolean filterBots,
    @DefaultValue("5s") Duration refresh,
    @DefaultValue("200") int maxSchemas,
    @DefaultValue("64KB") DataSize maxSchema) {}
