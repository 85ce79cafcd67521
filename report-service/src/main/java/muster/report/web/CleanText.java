package muster.report.web;

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
 * Text that every part can hold: JSON may spell U+0000, which PostgreSQL refuses, and half a
 * surrogate pair, which UTF-8 has no bytes for.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = CleanText.Check.class)
public @interface CleanText {
  String message() default "must not contain U+0000 or half a surrogate pair";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Null is clean: whether the field must be given is another rule. */
  final class Check implements ConstraintValidator<CleanText, CharSequence> {
    @Override
    public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
      return text == null
          || text.codePoints()
              .noneMatch(
                  code ->
                      code == 0
                          || (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE));
    }
  }
}
