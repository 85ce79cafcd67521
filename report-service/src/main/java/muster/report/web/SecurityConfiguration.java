package muster.report.web;

import static muster.contracts.access.Role.DISPATCHER;
import static muster.contracts.access.Role.OFFICER;
import static muster.contracts.access.Role.OPERATOR;

import muster.apiedge.spring.ApiSecurity;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;

/** Anybody with a token may report; decisions are for some. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  @Bean
  SecurityWebFilterChain security(ServerHttpSecurity http) {
    return ApiSecurity.chain(
        http,
        rules ->
            rules
                .pathMatchers("/api/dead-letters/**")
                .hasAnyAuthority(ApiSecurity.names(OPERATOR))
                .pathMatchers("/api/reports/*/claim")
                .hasAnyAuthority(ApiSecurity.names(OFFICER, DISPATCHER))
                .pathMatchers(HttpMethod.POST, "/api/reports/*/triage")
                .hasAnyAuthority(ApiSecurity.names(OFFICER, DISPATCHER)));
  }
}
