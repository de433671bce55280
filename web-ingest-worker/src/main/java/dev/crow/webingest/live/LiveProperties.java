package dev.crow.webingest.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Live tails.
 *
 * @param perOrganization most at a time of one organization, on one instance
 * @param total most at a time, on one instance
 * @param heartbeat silence after which a sign of life is sent; shorter than the gateway's patience
 * @param lifetime after which a tail ends and the client comes again, with a credential that counts
 * @param catchUp how far back a client that comes again is told what it missed
 */
@ConfigurationProperties("crow.live")
record LiveProperties(
    @DefaultValue("5") int perOrganization,
    @DefaultValue("50") int total,
    @DefaultValue("4s") Duration heartbeat,
    @DefaultValue("5m") Duration lifetime,
    @DefaultValue("15m") Duration catchUp) {}
