package dev.crow.user.member;

import dev.crow.security.ServiceSecret;
import dev.crow.web.SignedCursors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MemberConfiguration {

  @Bean
  SignedCursors memberCursors(ServiceSecret secret) {
    return new SignedCursors(secret.value(), "users");
  }
}
