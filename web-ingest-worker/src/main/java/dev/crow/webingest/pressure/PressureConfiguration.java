package dev.crow.webingest.pressure;

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
  WebMvcConfigurer backpressure(
      DiskWatermark disk, PressureProperties properties, Environment environment) {
    DataSize largest =
        environment.getProperty("crow.intake.max-body", DataSize.class, DataSize.ofMegabytes(1));
    Backpressure pressure =
        new Backpressure(
            disk,
            new InFlight(properties.maxRequests(), properties.maxBytes().toBytes()),
            largest.toBytes());
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
