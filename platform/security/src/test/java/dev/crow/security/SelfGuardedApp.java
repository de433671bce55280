package dev.crow.security;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A service with one path, for tests that start it themselves. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(SelfGuardedApp.Things.class)
class SelfGuardedApp {

  @RestController
  static class Things {
    @GetMapping("/things")
    String things() {
      return "o-none";
    }
  }
}
