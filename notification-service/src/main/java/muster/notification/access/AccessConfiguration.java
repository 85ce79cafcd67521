package muster.notification.access;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.env.Environment;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.concurrent.ExecutorService;

@Factory
final class AccessConfiguration {

  @Singleton
  AccessSettings accessSettings(Environment environment) {
    return new AccessSettings(environment.getRequiredProperty("muster.issuer", URI.class));
  }

  @Singleton
  IssuerKeys issuerKeys(
      AccessSettings settings, @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
    return new IssuerKeys(settings, executor);
  }
}
