package muster.apiedge.spring;

import jakarta.validation.MessageInterpolator;
import java.time.Instant;
import java.util.Locale;
import muster.apiedge.json.StrictJson;
import muster.contracts.time.TimeRange;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.http.codec.CodecCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.reactive.accept.RequestedContentTypeResolver;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import reactor.core.publisher.Mono;

/**
 * The edge of every service with this module on its class path. A service adds its own {@link
 * ApiSecurity} and its controllers.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = Type.REACTIVE)
class ApiEdgeConfiguration {
  /** Of a request, in bytes. */
  static final int MAX_BODY = 64 * 1024;

  /** Before the framework's own, which comes at -1. */
  private static final int BEFORE_THE_FRAMEWORKS = -2;

  @Bean
  ProblemAdvice problemAdvice() {
    return new ProblemAdvice();
  }

  @Bean
  ControllerRules controllerRules(RequestedContentTypeResolver accepted) {
    return new ControllerRules(accepted);
  }

  /** For what goes wrong before a controller is found, or in a filter. */
  @Bean
  @Order(BEFORE_THE_FRAMEWORKS)
  ErrorWebExceptionHandler problemsOutsideOfControllers() {
    return (exchange, fault) ->
        exchange.getResponse().isCommitted()
            ? Mono.error(fault)
            : ProblemWriter.write(exchange, Faults.problem(fault, exchange));
  }

  @Bean
  JsonFactoryBuilderCustomizer boundedJson() {
    return StrictJson::bound;
  }

  @Bean
  JsonMapperBuilderCustomizer strictJson() {
    return StrictJson::apply;
  }

  @Bean
  CodecCustomizer boundedBodies() {
    return codecs -> codecs.defaultCodecs().maxInMemorySize(MAX_BODY);
  }

  @Bean
  WebFluxConfigurer timesAsParameters() {
    return new WebFluxConfigurer() {
      @Override
      public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, Instant.class, ApiEdgeConfiguration::time);
      }
    };
  }

  /** What a refusal says does not depend on the machine that it comes from. */
  @Bean
  ValidationConfigurationCustomizer messagesInOneLanguage() {
    return configuration ->
        configuration.messageInterpolator(
            new InEnglish(configuration.getDefaultMessageInterpolator()));
  }

  private static Instant time(String text) {
    Instant time = Instant.parse(text);
    if (!TimeRange.contains(time)) {
      throw new IllegalArgumentException(TimeRange.OUTSIDE);
    }
    return time;
  }

  private record InEnglish(MessageInterpolator messages) implements MessageInterpolator {
    @Override
    public String interpolate(String template, Context context) {
      return messages.interpolate(template, context, Locale.ENGLISH);
    }

    @Override
    public String interpolate(String template, Context context, Locale locale) {
      return messages.interpolate(template, context, Locale.ENGLISH);
    }
  }
}
