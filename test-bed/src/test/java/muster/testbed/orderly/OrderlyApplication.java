package muster.testbed.orderly;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
public final class OrderlyApplication {
  private OrderlyApplication() {}

  public static void main(String... arguments) {}

  @Bean
  static Clock clock() {
    return Clock.systemUTC();
  }
}
