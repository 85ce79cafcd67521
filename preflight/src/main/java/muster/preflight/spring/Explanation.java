package muster.preflight.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import muster.preflight.Refusal;
import muster.preflight.StartRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

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
    if (innermost == null) {
      return Optional.empty();
    }
    List<Refusal> refusals = new ArrayList<>();
    if (root instanceof BindValidationException invalid) {
      for (ObjectError error : invalid.getValidationErrors()) {
        refusals.add(explain(invalid.getValidationErrors().getName().toString(), error));
      }
    } else {
      refusals.add(explain(innermost, root));
    }
    return Optional.of(new StartRefused(refusals));
  }

  /** The message is the constraint's, which does not repeat the value. */
  private static Refusal explain(String prefix, ObjectError error) {
    String property = error instanceof FieldError field ? prefix + "." + field.getField() : prefix;
    return Refusal.invalid(
        variable(Origin.from(error)).orElse(property), String.valueOf(error.getDefaultMessage()));
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

  private static String setting(ConfigurationProperty property) {
    return variable(property.getOrigin()).orElseGet(() -> property.getName().toString());
  }

  /** The environment variable, if it was one. */
  private static Optional<String> variable(@Nullable Origin origin) {
    Origin innermost = origin;
    while (innermost instanceof PropertySourceOrigin outer && outer.getOrigin() != null) {
      innermost = outer.getOrigin();
    }
    return innermost instanceof SystemEnvironmentOrigin variable
        ? Optional.of(variable.getProperty())
        : Optional.empty();
  }
}
