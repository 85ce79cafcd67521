package muster.testbed.orderly.security;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** No feature's, and so it may be called what it wires. */
@Configuration(proxyBeanMethods = false)
class SignInConfiguration {
  @Bean
  String issuer() {
    return "http://localhost";
  }
}
