package muster.notification.access;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.env.Environment;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import muster.apiedge.token.TokenCheck;

@Factory
final class AccessConfiguration {

  @Singleton
  AccessSettings accessSettings(Environment environment) {
    return new AccessSettings(
        environment.getRequiredProperty("muster.issuer", URI.class),
        environment.getRequiredProperty("muster.audience", String.class));
  }

  @Singleton
  TokenCheck tokenCheck(
      AccessSettings settings, @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
    return new TokenCheck(settings.issuer(), settings.audience(), executor);
  }
}
