package muster.notification;

import io.micronaut.context.env.Environment;
import io.micronaut.runtime.Micronaut;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import muster.preflight.NeighbourWatch;
import muster.preflight.Preflight;
import muster.preflight.ProcessExit;
import muster.preflight.StartRefused;
import org.jspecify.annotations.Nullable;

/** Delivery to people and streams to operators. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Muster notification service",
            version = "1",
            description = "Live streams for volunteers and operators, and delivery receipts."))
@SecurityScheme(
    name = "bearer",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    bearerFormat = "JWT")
public final class NotificationService {
  private NotificationService() {}

  public static void main(String[] args) {
    NeighbourWatch watch;
    try {
      watch = preflight(args).begin();
      watch.awaitNeeded();
    } catch (StartRefused refused) {
      ProcessExit.refuse(refused);
      return;
    }
    watch.awaitRest(ProcessExit::refuse);
    Micronaut.run(NotificationService.class, args);
  }

  /** Of the settings as the service's context will see them, which begins after it. */
  private static Preflight preflight(String... args) {
    try (Environment settings =
        Micronaut.build(args)
            .mainClass(NotificationService.class)
            .build()
            .getEnvironment()
            .start()) {
      return new Preflight()
          .patience(text(settings, "MUSTER_START_PATIENCE"))
          .issuer(text(settings, "muster.issuer"))
          .kafka(text(settings, "muster.kafka.bootstrap-servers"))
          .port(
              "MICRONAUT_SERVER_PORT",
              text(settings, "micronaut.server.host"),
              text(settings, "micronaut.server.port"));
    }
  }

  private static @Nullable String text(Environment settings, String name) {
    return settings.getProperty(name, String.class).orElse(null);
  }
}
