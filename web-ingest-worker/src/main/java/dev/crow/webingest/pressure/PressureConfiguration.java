package dev.crow.webingest.pressure;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class PressureConfiguration {

  private static final Logger log = LoggerFactory.getLogger(PressureConfiguration.class);

  @Bean
  DiskWatermark diskWatermark(PressureProperties properties, Environment environment) {
    Path folder = Path.of(environment.getProperty("crow.data-dir", "data")).toAbsolutePath();
    return new DiskWatermark(properties, freeBelow(folder), System::nanoTime);
  }

  @Bean
  HealthIndicator intakeDisk(DiskWatermark disk) {
    return new DiskHealth(disk);
  }

  @Bean
  InFlight requestsInFlight(PressureProperties properties) {
    return new InFlight(properties.maxRequests(), properties.maxBytes().toBytes());
  }

  @Bean
  MeterBinder requestsInFlightMeter(InFlight requests) {
    return registry ->
        Gauge.builder("crow.intake.requests", requests, InFlight::requests)
            .description("Requests with events that are being worked on")
            .register(registry);
  }

  @Bean
  WebMvcConfigurer backpressure(DiskWatermark disk, InFlight requests, Environment environment) {
    DataSize largest =
        environment.getProperty("crow.intake.max-body", DataSize.class, DataSize.ofMegabytes(1));
    Backpressure pressure = new Backpressure(disk, requests, largest.toBytes());
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        // After it is decided whether the caller may send events at all.
        registry.addInterceptor(pressure).order(Ordered.LOWEST_PRECEDENCE);
      }
    };
  }

  private static LongSupplier freeBelow(Path folder) {
    return () -> {
      try {
        Path there = folder;
        while (Files.notExists(there) && there.getParent() != null) {
          there = there.getParent();
        }
        return Files.getFileStore(there).getUsableSpace();
      } catch (IOException e) {
        log.warn("How much of the disk is free cannot be read: {}", e.toString());
        return -1;
      }
    };
  }
}
