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
 * Must be in the request. Not the standard's NotNull, which static checks take for a promise about
 * the type: until it is validated a request may lack anything. The API's description says it too.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Required.Check.class)
public @interface Required {
  String MESSAGE = "is required";

  String message() default MESSAGE;

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Applies the rule. */
  final class Check implements ConstraintValidator<Required, Object> {
    @Override
    public boolean isValid(@Nullable Object value, ConstraintValidatorContext context) {
      return value != null;
    }
  }
}
