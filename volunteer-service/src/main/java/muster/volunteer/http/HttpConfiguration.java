package muster.volunteer.http;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import muster.apiedge.spring.ApiSecurity;
import muster.contracts.access.Role;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;

/** What this service's HTTP edge has of its own: who may call what, and what the API is called. */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {
  private static final String[] WRITERS = ApiSecurity.names(Role.DISPATCHER, Role.OFFICER);
  private static final String[] READERS =
      ApiSecurity.names(Role.DISPATCHER, Role.OFFICER, Role.OPERATOR);

  /** The forms are checked by the features, which know nothing of descriptions. */
  private static final Map<String, List<String>> REQUIRED =
      Map.of(
          "Geometry", List.of("type", "coordinates"),
          "JurisdictionForm", List.of("name"),
          "MemberForm", List.of("volunteerId"),
          "OutlineForm", List.of("code", "geometry"),
          "PlaceForm", List.of("latitude", "longitude"),
          "PresenceForm", List.of("onDuty"),
          "TeamForm", List.of("name", "jurisdiction", "base"),
          "VolunteerForm", List.of("name", "jurisdiction"));

  /**
   * Whether a caller may read one team, volunteer or presence, report presence, and confirm an
   * account, depends on whose it is: the commands know that. Lists are for staff, whatever the
   * method.
   */
  @Bean
  SecurityWebFilterChain security(ServerHttpSecurity http) {
    return ApiSecurity.chain(
        http,
        table ->
            table
                .pathMatchers("/api/dead-letters/**")
                .hasAnyAuthority(ApiSecurity.names(Role.OPERATOR))
                .pathMatchers("/api/search/**")
                .hasAnyAuthority(READERS)
                .pathMatchers(HttpMethod.PUT, "/api/volunteers/*/presence")
                .authenticated()
                .pathMatchers("/api/volunteers/*/account")
                .authenticated()
                .pathMatchers("/api/teams/*/contact")
                .hasAnyAuthority(WRITERS)
                .pathMatchers(HttpMethod.POST, "/api/**")
                .hasAnyAuthority(WRITERS)
                .pathMatchers(HttpMethod.PUT, "/api/**")
                .hasAnyAuthority(WRITERS)
                .pathMatchers(HttpMethod.DELETE, "/api/**")
                .hasAnyAuthority(WRITERS)
                .pathMatchers("/api/teams", "/api/volunteers")
                .hasAnyAuthority(READERS));
  }

  /**
   * What a form has to have wherever it is sent. Its id stands in the path, or in the body, or is
   * given.
   */
  @Bean
  GlobalOpenApiCustomizer requiredFieldsOfForms() {
    return api ->
        REQUIRED.forEach(
            (form, fields) -> {
              Schema<?> schema =
                  Objects.requireNonNull(api.getComponents().getSchemas().get(form), form);
              fields.forEach(schema::addRequiredItem);
            });
  }

  @Bean
  OpenAPI openApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Muster volunteer-service")
                .description("Jurisdictions, teams, volunteers and who is on duty where.")
                .version("1"));
  }
}
