package muster.identity;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * The local stack's identity provider.
 *
 * <p>Unfit for anything else: it hands out tokens without a password ({@code POST /demo/tokens}),
 * its accounts share one published password, and it forgets sessions when it stops. It listens on
 * the loopback interface.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class IdentityProvider {
  public static void main(String[] args) {
    SpringApplication.run(IdentityProvider.class, args);
  }
}
