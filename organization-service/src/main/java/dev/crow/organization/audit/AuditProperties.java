package dev.crow.organization.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The audit logs.
 *
 * @param anchorCheck how often it is asked whether a day's anchors are due
 */
@ConfigurationProperties("crow.audit")
record AuditProperties(@DefaultValue("5m") Duration anchorCheck) {}
