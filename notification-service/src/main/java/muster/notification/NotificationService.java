package muster.notification;

import io.micronaut.runtime.Micronaut;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityScheme;

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
    Micronaut.run(NotificationService.class, args);
  }
}
