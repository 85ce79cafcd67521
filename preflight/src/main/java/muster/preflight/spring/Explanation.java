package muster.preflight.spring;

import java.util.Optional;
import java.util.regex.Pattern;
import muster.preflight.Refusal;
import muster.preflight.StartRefused;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.SystemEnvironmentOrigin;

/** Finds the setting that is at fault in what Spring makes of it. */
final class Explanation {
  private static final Pattern SECRET =
      Pattern.compile("password|secret|key|token|credential|url|uri", Pattern.CASE_INSENSITIVE);

  private Explanation() {}

  /** Empty when no setting is known to be at fault. */
  static Optional<StartRefused> of(Throwable failure) {
    Optional<StartRefused> refused = StartRefused.find(failure);
    return refused.isPresent() ? refused : binding(failure);
  }

  private static Optional<StartRefused> binding(Throwable failure) {
    BindException innermost = null;
    Throwable root = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException binding) {
        innermost = binding;
      }
      root = cause;
    }
    return innermost == null
        ? Optional.empty()
        : Optional.of(new StartRefused(explain(innermost, root)));
  }

  private static Refusal explain(BindException binding, Throwable root) {
    String setting = setting(binding, root);
    return SECRET.matcher(setting).find()
        ? Refusal.invalidSecret(setting)
        : Refusal.invalid(setting, String.valueOf(root.getMessage()));
  }

  private static String setting(BindException binding, Throwable root) {
    if (root instanceof UnboundConfigurationPropertiesException unbound
        && !unbound.getUnboundProperties().isEmpty()) {
      return setting(unbound.getUnboundProperties().iterator().next());
    }
    ConfigurationProperty property = binding.getProperty();
    return property == null ? binding.getName().toString() : setting(property);
  }

  /** The environment variable when it was one, else the property. */
  private static String setting(ConfigurationProperty property) {
    Origin origin = property.getOrigin();
    while (origin instanceof PropertySourceOrigin outer && outer.getOrigin() != null) {
      origin = outer.getOrigin();
    }
    return origin instanceof SystemEnvironmentOrigin variable
        ? variable.getProperty()
        : property.getName().toString();
  }
}
