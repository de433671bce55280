package dev.crow.web;

import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** Gives every HTTP service the same errors and request ids. */
@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Import({ProblemAdvice.class, ProblemErrorController.class})
public final class CrowWebAutoConfiguration {

  @Bean
  FilterRegistrationBean<RequestIdFilter> requestIdFilter() {
    FilterRegistrationBean<RequestIdFilter> registration =
        new FilterRegistrationBean<>(new RequestIdFilter());
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }

  @Bean
  TomcatProblems tomcatProblems(JsonMapper json) {
    return new TomcatProblems(json);
  }

  @Bean
  JsonOnly jsonOnly() {
    return new JsonOnly();
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(GlobalOpenApiCustomizer.class)
  static class Documentation {

    @Bean
    RecordSchemas recordSchemas() {
      return new RecordSchemas();
    }

    @Bean
    ProblemDocumentation problemDocumentation() {
      return new ProblemDocumentation();
    }

    @Bean
    ExampleBodies exampleBodies(Environment environment) {
      return new ExampleBodies(environment.getProperty("spring.application.name", "application"));
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "org.springframework.dao.DataAccessException")
  @Import(StorageAdvice.class)
  static class WhereADatabaseMayBe {}
}
