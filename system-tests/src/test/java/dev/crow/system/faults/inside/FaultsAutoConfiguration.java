package dev.crow.system.faults.inside;

import dev.crow.events.EventPublisher;
import dev.crow.objectstore.ObjectStore;
import dev.crow.vectorindex.VectorIndex;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/**
 * Puts fail-points around everything durable that a service has as a bean. The services themselves
 * know nothing of it: it is on their class path in system tests only, and works only where a folder
 * of plans is named.
 */
@AutoConfiguration
@ConditionalOnProperty(Faults.FOLDER)
public final class FaultsAutoConfiguration {

  /** Before a service's name: the port it takes instead of its own, where a proxy is then. */
  public static final String PORT = "crow.faults.port.";

  @Bean
  static BeanPostProcessor failPoints() {
    Faults faults = Faults.ofThisProcess();
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return switch (bean) {
          case DataSource rows -> new FaultyDataSource(rows, faults);
          case EventPublisher publisher -> new FaultyPublisher(publisher, faults);
          case Producer<?, ?> producer -> FaultyProducer.around(producer, faults);
          case ObjectStore objects -> FaultyStores.around(objects, faults);
          case VectorIndex vectors -> FaultyStores.around(vectors, faults);
          case ConcurrentMessageListenerContainer<?, ?> listener -> {
            FaultyListeners.around(listener, faults);
            yield listener;
          }
          default -> bean;
        };
      }
    };
  }

  @Bean
  ApplicationListener<ApplicationReadyEvent> faultsBegin() {
    return _ -> Faults.ofThisProcess().ready();
  }

  @Bean
  ProxiedPort proxiedPort(Environment environment) {
    return new ProxiedPort(environment);
  }

  /** Leaves a service's port to the proxy in front of it. */
  static final class ProxiedPort
      implements WebServerFactoryCustomizer<ConfigurableWebServerFactory>, Ordered {

    private final Environment environment;

    ProxiedPort(Environment environment) {
      this.environment = environment;
    }

    @Override
    public void customize(ConfigurableWebServerFactory factory) {
      String name = environment.getProperty("spring.application.name", "");
      Integer port = environment.getProperty(PORT + name, Integer.class);
      if (port != null) {
        factory.setPort(port);
      }
    }

    @Override
    public int getOrder() {
      return Ordered.LOWEST_PRECEDENCE;
    }
  }
}
