package muster.gateway.seal;

import muster.gateway.GatewaySettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SealConfiguration {
  @Bean
  Seal seal(GatewaySettings settings) {
    return new Seal(settings.keyBytes());
  }
}
