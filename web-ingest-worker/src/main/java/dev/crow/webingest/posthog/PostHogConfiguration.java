package dev.crow.webingest.posthog;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.UrlHandlerFilter;

@Configuration(proxyBeanMethods = false)
class PostHogConfiguration {

  /** Most of PostHog's libraries end its paths with a slash, some do not. */
  @Bean
  FilterRegistrationBean<UrlHandlerFilter> postHogSlashes() {
    FilterRegistrationBean<UrlHandlerFilter> filter =
        new FilterRegistrationBean<>(
            UrlHandlerFilter.trailingSlashHandler("/posthog/**").wrapRequest().build());
    filter.addUrlPatterns("/posthog/*");
    return filter;
  }
}
