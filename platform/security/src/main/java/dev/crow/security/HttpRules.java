package dev.crow.security;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.context.NullSecurityContextRepository;

/** What all filter chains have in common. */
final class HttpRules {

  private HttpRules() {}

  /**
   * No cookies and no sessions, hence no CSRF either: nothing a browser adds by itself lets a
   * request in. Filters that would find nothing to do are left out: a small request spends more in
   * them than in its handler.
   */
  static HttpSecurity stateless(HttpSecurity http) {
    return http.csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(AbstractHttpConfigurer::disable)
        .securityContext(c -> c.securityContextRepository(new NullSecurityContextRepository()))
        .servletApi(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .anonymous(AbstractHttpConfigurer::disable)
        .headers(h -> h.defaultsDisabled().contentTypeOptions(_ -> {}));
  }
}
