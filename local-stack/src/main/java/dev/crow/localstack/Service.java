package dev.crow.localstack;

import dev.crow.analytics.AnalyticsServiceApplication;
import dev.crow.auth.AuthServiceApplication;
import dev.crow.contracts.Services;
import dev.crow.gateway.GatewayServiceApplication;
import dev.crow.interaction.InteractionServiceApplication;
import dev.crow.notification.NotificationServiceApplication;
import dev.crow.organization.OrganizationServiceApplication;
import dev.crow.pattern.PatternServiceApplication;
import dev.crow.product.ProductServiceApplication;
import dev.crow.user.UserServiceApplication;
import dev.crow.webingest.WebIngestWorkerApplication;

/** A service of the suite, in the order of starting: who is asked before who asks. */
enum Service {
  AUTH(Services.AUTH, AuthServiceApplication.class, "CROW_AUTH_PORT", 8001),
  USER(Services.USER, UserServiceApplication.class, "CROW_USER_PORT", 8002),
  ORGANIZATION(
      Services.ORGANIZATION, OrganizationServiceApplication.class, "CROW_ORGANIZATION_PORT", 8004),
  PRODUCT(Services.PRODUCT, ProductServiceApplication.class, "CROW_PRODUCT_PORT", 8003),
  WEB_INGEST(Services.WEB_INGEST, WebIngestWorkerApplication.class, "CROW_WEB_INGEST_PORT", 8013),
  INTERACTION(
      Services.INTERACTION, InteractionServiceApplication.class, "CROW_INTERACTION_PORT", 8008),
  PATTERN(Services.PATTERN, PatternServiceApplication.class, "CROW_PATTERN_PORT", 8007),
  NOTIFICATION(
      Services.NOTIFICATION, NotificationServiceApplication.class, "CROW_NOTIFICATION_PORT", 8006),
  ANALYTICS(Services.ANALYTICS, AnalyticsServiceApplication.class, "CROW_ANALYTICS_PORT", 8005),
  GATEWAY(Services.GATEWAY, GatewayServiceApplication.class, "CROW_GATEWAY_PORT", 8000);

  private final String serviceName;
  private final Class<?> application;
  private final String portVariable;
  private final int defaultPort;

  Service(String serviceName, Class<?> application, String portVariable, int defaultPort) {
    this.serviceName = serviceName;
    this.application = application;
    this.portVariable = portVariable;
    this.defaultPort = defaultPort;
  }

  String serviceName() {
    return serviceName;
  }

  Class<?> application() {
    return application;
  }

  String portVariable() {
    return portVariable;
  }

  int defaultPort() {
    return defaultPort;
  }
}
