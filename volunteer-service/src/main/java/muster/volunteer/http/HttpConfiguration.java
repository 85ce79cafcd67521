package muster.volunteer.http;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import muster.apiedge.spring.ApiSecurity;
import muster.contracts.access.Role;
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
