package muster.apiedge.spring.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import muster.apiedge.spring.ApiSecurity;
import muster.localstack.TokenIssuer;
import muster.testbed.EdgeTrials;
import muster.testbed.HttpApi;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A WebFlux service with nothing of its own but a few paths; all else comes from this module. */
final class SmallService implements AutoCloseable {
  static final String ROLE = "operator";
  static final String JURISDICTION = "3203";

  final TokenIssuer issuer;
  final ConfigurableApplicationContext context;
  final int port;
  final HttpApi http;

  SmallService(String... more) {
    this(TokenIssuer.start(), more);
  }

  SmallService(TokenIssuer issuer, String... more) {
    this.issuer = issuer;
    List<String> arguments = new ArrayList<>(EdgeTrials.arguments());
    arguments.addAll(
        List.of(
            "--server.port=0",
            "--server.address=127.0.0.1",
            "--server.shutdown=graceful",
            "--spring.main.banner-mode=off",
            "--spring.lifecycle.timeout-per-shutdown-phase=5s",
            "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.issuer(),
            "--spring.security.oauth2.resourceserver.jwt.audiences=muster"));
    for (String setting : more) {
      arguments.removeIf(usual -> usual.startsWith(setting.substring(0, setting.indexOf('=') + 1)));
      arguments.add(setting);
    }
    SpringApplication application = new SpringApplication(Paths.class);
    application.addInitializers(SmallService::useOwnEventLoops);
    context = application.run(arguments.toArray(String[]::new));
    port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    http = new HttpApi(port);
  }

  /** By default all in one JVM share them, and the first one to close ends them for all. */
  private static void useOwnEventLoops(ConfigurableApplicationContext context) {
    ReactorResourceFactory own = new ReactorResourceFactory();
    own.setUseGlobalResources(false);
    context.getBeanFactory().registerSingleton("ownEventLoops", own);
    own.afterPropertiesSet();
  }

  String token() {
    return issuer.token("somebody", Set.of(ROLE), JURISDICTION);
  }

  EdgeTrials trials() {
    return new EdgeTrials(port, token(), "/things", "/things");
  }

  @Override
  public void close() {
    context.close();
    issuer.close();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @RestController
  static class Paths {
    record Thing(String name) {}

    @GetMapping(path = "/things", produces = "application/json")
    List<Thing> things() {
      return List.of(new Thing("short"));
    }

    @GetMapping(path = "/many", produces = "application/json")
    List<Thing> many() {
      return Collections.nCopies(200, new Thing("thing"));
    }

    @GetMapping(path = "/slow", produces = "application/json")
    Mono<Thing> slow() {
      return Mono.delay(Duration.ofMillis(1_200)).map(tick -> new Thing("late"));
    }

    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<Map<String, Long>> stream() {
      return Flux.interval(Duration.ofSeconds(4)).map(tick -> Map.of("tick", tick));
    }

    @GetMapping(path = "/fault/{any}", produces = "application/json")
    Thing fault(@PathVariable String any) {
      throw new IllegalStateException("x".repeat(100_000));
    }

    @PostMapping(path = "/things", consumes = "application/json", produces = "application/json")
    Mono<Thing> create(@RequestBody Mono<Thing> thing) {
      return thing;
    }

    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http) {
      return ApiSecurity.chain(http, rules -> {});
    }
  }
}
