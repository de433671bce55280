package dev.crow.gateway.route;

import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Where the services are and how long the gateway waits for them.
 *
 * @param authUri base URL of auth-service
 * @param userUri base URL of user-service
 * @param organizationUri base URL of organization-service
 * @param productUri base URL of product-service
 * @param webIngestUri base URL of web-ingest-worker
 * @param interactionUri base URL of interaction-service
 * @param patternUri base URL of pattern-service
 * @param notificationUri base URL of notification-service
 * @param analyticsUri base URL of analytics-service
 * @param connectTimeout for opening a connection, and for getting one from a full pool
 * @param responseTimeout longest silence of a service while its answer is awaited or read
 * @param bodyTimeout time a client has for sending its body; every 32 KiB that arrive add a second
 * @param maxBody largest body whose length is announced; no service takes more, so it is refused
 *     before it is sent
 * @param maxKeySearches requests whose bodies are searched for a key at the same time; each holds
 *     at most {@code maxBody}
 * @param maxConnections to one service
 * @param maxRequests on their way at once; each holds some 200 KiB here and in a service
 * @param maxStreams of server-sent events at once
 */
@Validated
@ConfigurationProperties("crow.gateway")
public record GatewayProperties(
    @DefaultValue("http://127.0.0.1:8001") URI authUri,
    @DefaultValue("http://127.0.0.1:8002") URI userUri,
    @DefaultValue("http://127.0.0.1:8004") URI organizationUri,
    @DefaultValue("http://127.0.0.1:8003") URI productUri,
    @DefaultValue("http://127.0.0.1:8013") URI webIngestUri,
    @DefaultValue("http://127.0.0.1:8008") URI interactionUri,
    @DefaultValue("http://127.0.0.1:8007") URI patternUri,
    @DefaultValue("http://127.0.0.1:8006") URI notificationUri,
    @DefaultValue("http://127.0.0.1:8005") URI analyticsUri,
    @DefaultValue("2s") Duration connectTimeout,
    @DefaultValue("10s") Duration responseTimeout,
    @DefaultValue("30s") Duration bodyTimeout,
    @DefaultValue("1MB") DataSize maxBody,
    @DefaultValue("64") @Positive int maxKeySearches,
    @DefaultValue("1024") @Positive int maxConnections,
    @DefaultValue("256") @Positive int maxRequests,
    @DefaultValue("128") @Positive int maxStreams) {}
