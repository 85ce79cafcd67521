package muster.dispatch.security;

import static muster.contracts.access.Role.CAPTAIN;
import static muster.contracts.access.Role.DISPATCHER;
import static muster.contracts.access.Role.OFFICER;
import static muster.contracts.access.Role.OPERATOR;
import static muster.contracts.access.Role.VOLUNTEER;

import muster.apiedge.spring.ApiSecurity;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;

@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {

  @Bean
  SecurityWebFilterChain security(ServerHttpSecurity http) {
    return ApiSecurity.chain(
        http,
        rules ->
            rules
                .pathMatchers("/test/clock")
                .permitAll()
                .pathMatchers("/api/dead-letters/**")
                .hasAnyAuthority(ApiSecurity.names(OPERATOR))
                .pathMatchers("/api/map/**", "/api/search/**", "/api/alarms/**")
                .hasAnyAuthority(ApiSecurity.names(DISPATCHER, OFFICER, OPERATOR))
                .pathMatchers(HttpMethod.GET, "/api/alerts/**")
                .hasAnyAuthority(ApiSecurity.names(DISPATCHER, OFFICER, OPERATOR))
                .pathMatchers("/api/alerts/**")
                .hasAnyAuthority(ApiSecurity.names(DISPATCHER, OFFICER))
                .pathMatchers(
                    "/api/tasks/*/stand-down",
                    "/api/tasks/*/calls",
                    "/api/tasks/*/answers",
                    "/api/tasks/*/telephone-calls",
                    "/api/tasks/*/help/acknowledgement")
                .hasAnyAuthority(ApiSecurity.names(DISPATCHER, OFFICER))
                .pathMatchers("/api/tasks/**")
                .hasAnyAuthority(ApiSecurity.names(CAPTAIN, VOLUNTEER)));
  }
}
