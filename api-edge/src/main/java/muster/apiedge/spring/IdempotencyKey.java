package muster.apiedge.spring;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/**
 * On the parameter that takes the header {@value #HEADER}: 1 to {@value #MAX_LENGTH} visible ASCII
 * characters, where it is given.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = IdempotencyKey.Check.class)
public @interface IdempotencyKey {
  String HEADER = "Idempotency-Key";
  int MAX_LENGTH = 200;

  String message() default "must be 1 to " + MAX_LENGTH + " visible ASCII characters";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Applies the rule. */
  final class Check implements ConstraintValidator<IdempotencyKey, String> {
    @Override
    public boolean isValid(@Nullable String key, ConstraintValidatorContext context) {
      return key == null
          || (!key.isEmpty()
              && key.length() <= MAX_LENGTH
              && key.chars().allMatch(c -> c > ' ' && c < 127));
    }
  }
}
