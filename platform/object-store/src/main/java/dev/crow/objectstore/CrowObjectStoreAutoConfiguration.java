package dev.crow.objectstore;

import dev.crow.objectstore.ObjectStoreProperties.Settings;
import dev.crow.objectstore.embedded.EmbeddedS3Server;
import dev.crow.objectstore.s3.S3BucketRules;
import dev.crow.objectstore.s3.S3Clients;
import dev.crow.objectstore.s3.S3DirectTransfers;
import dev.crow.objectstore.s3.S3ObjectStore;
import java.net.URI;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * The object store of a service that sets {@code crow.object-store.enabled=true}: the S3 at {@code
 * crow.object-store.endpoint}, or without one a server of its own over {@code
 * <crow.data-dir>/objects}.
 */
@AutoConfiguration
@ConditionalOnProperty("crow.object-store.enabled")
@ConditionalOnMissingBean(ObjectStore.class)
@EnableConfigurationProperties(ObjectStoreProperties.class)
public final class CrowObjectStoreAutoConfiguration {

  @Bean(destroyMethod = "close")
  @Conditional(NoEndpointGiven.class)
  EmbeddedS3Server embeddedS3Server(ObjectStoreProperties properties) {
    Settings settings = properties.objectStore();
    if (StringUtils.hasText(settings.accessKeyId())
        || StringUtils.hasText(settings.secretAccessKey())) {
      throw new ObjectStoreConfigurationException(
          "There are credentials for an object store, but no address of it.",
          "Set crow.object-store.endpoint (CROW_OBJECT_STORE_ENDPOINT), or remove"
              + " crow.object-store.access-key-id and crow.object-store.secret-access-key to use"
              + " the embedded server.");
    }
    return EmbeddedS3Server.start(
        properties.dataDir().resolve("objects"), settings.embeddedPort(), settings.buckets().all());
  }

  @Bean
  Connection objectStoreConnection(
      ObjectStoreProperties properties, ObjectProvider<EmbeddedS3Server> embedded) {
    Settings settings = properties.objectStore();
    URI endpoint = settings.endpoint();
    if (endpoint == null || endpoint.toString().isBlank()) {
      EmbeddedS3Server server = embedded.getObject();
      return new Connection(server.endpoint(), server.credentials());
    }
    return new Connection(
        requireHttp("crow.object-store.endpoint", endpoint), credentials(settings));
  }

  @Bean(destroyMethod = "close")
  S3Client objectStoreClient(ObjectStoreProperties properties, Connection objectStoreConnection) {
    Settings settings = properties.objectStore();
    return S3Clients.create(
        objectStoreConnection.endpoint(),
        settings.region(),
        objectStoreConnection.credentials(),
        settings.pathStyle(),
        settings.timeout());
  }

  @Bean(destroyMethod = "close")
  S3Presigner objectStorePresigner(
      ObjectStoreProperties properties, Connection objectStoreConnection) {
    Settings settings = properties.objectStore();
    URI reached = settings.publicEndpoint();
    return S3Clients.presigner(
        reached == null || reached.toString().isBlank()
            ? objectStoreConnection.endpoint()
            : requireHttp("crow.object-store.public-endpoint", reached),
        settings.region(),
        objectStoreConnection.credentials(),
        settings.pathStyle());
  }

  private static S3Credentials credentials(Settings settings) {
    String id = settings.accessKeyId();
    String secret = settings.secretAccessKey();
    if (id == null || id.isBlank() || secret == null || secret.isBlank()) {
      throw new ObjectStoreConfigurationException(
          "The object store at crow.object-store.endpoint needs credentials, and they are not"
              + " complete.",
          "Set both crow.object-store.access-key-id (CROW_OBJECT_STORE_ACCESS_KEY_ID) and"
              + " crow.object-store.secret-access-key (CROW_OBJECT_STORE_SECRET_ACCESS_KEY).");
    }
    return new S3Credentials(id, secret);
  }

  private static URI requireHttp(String property, URI endpoint) {
    String scheme = endpoint.getScheme();
    if (!("http".equals(scheme) || "https".equals(scheme)) || endpoint.getHost() == null) {
      throw new ObjectStoreConfigurationException(
          property + " is no http or https URL.",
          "Write it like https://<account>.r2.cloudflarestorage.com, without the bucket.");
    }
    return endpoint;
  }

  @Bean
  ObjectStore objectStore(S3Client objectStoreClient, ObjectStoreProperties properties) {
    return new S3ObjectStore(objectStoreClient, properties.objectStore().buckets());
  }

  @Bean
  DirectTransfers directTransfers(
      S3Presigner objectStorePresigner, ObjectStoreProperties properties) {
    return new S3DirectTransfers(objectStorePresigner, properties.objectStore().buckets());
  }

  @Bean
  @ConditionalOnProperty(value = "crow.object-store.apply-rules", matchIfMissing = true)
  BucketRulesAtStart bucketRulesAtStart(
      S3Client objectStoreClient, ObjectStoreProperties properties) {
    Settings settings = properties.objectStore();
    return new BucketRulesAtStart(
        new S3BucketRules(objectStoreClient, settings.buckets()), settings.rules());
  }

  /** Where the store is, and who we are to it. */
  record Connection(URI endpoint, S3Credentials credentials) {}

  /** An empty value, as an unset variable of a container gives, is none. */
  static final class NoEndpointGiven extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(
        ConditionContext context, AnnotatedTypeMetadata metadata) {
      boolean given =
          StringUtils.hasText(context.getEnvironment().getProperty("crow.object-store.endpoint"));
      return new ConditionOutcome(
          !given, ConditionMessage.of("crow.object-store.endpoint given: " + given));
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(HealthIndicator.class)
  static class HealthConfiguration {

    @Bean
    HealthIndicator objectStoreHealthIndicator(ObjectStore objects) {
      return new ObjectStoreHealth(objects);
    }
  }
}
