package muster.dispatch.policy;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import muster.contracts.dispatch.Category;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
public class PolicyConfiguration {
  static final String PREFIX = "muster.policies";

  /** Fails at the start, naming the category and what is wrong. */
  @Bean
  CallOutPolicies callOutPolicies(Environment environment) {
    return read(Binder.get(environment));
  }

  /** Before anything else is started. */
  public static void check(Environment environment) {
    var _ = read(Binder.get(environment));
  }

  static CallOutPolicies read(Binder binder) {
    CallOutPolicies usual = CallOutPolicies.defaults();
    Map<Category, PolicyOverrides> overrides =
        binder
            .bind(
                PREFIX,
                Bindable.mapOf(Category.class, PolicyOverrides.class),
                new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
            .orElse(Map.of());
    Map<Category, CallOutPolicy> replaced = new EnumMap<>(Category.class);
    overrides.forEach(
        (category, override) -> replaced.put(category, apply(category, override, usual)));
    return usual.with(replaced);
  }

  private static CallOutPolicy apply(
      Category category, PolicyOverrides override, CallOutPolicies usual) {
    try {
      return override.on(usual.policy(category));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s.%s: %s".formatted(PREFIX, category.name().toLowerCase(Locale.ROOT), e.getMessage()),
          e);
    }
  }
}
