package muster.dispatch.alert.http;

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
 * Text that people can read and every part of the way can carry: PostgreSQL can't store U+0000, and
 * half a surrogate pair has no UTF-8.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = PlainText.Check.class)
@interface PlainText {
  String message() default "must be text without control characters";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  final class Check implements ConstraintValidator<PlainText, String> {
    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
      return text == null || text.codePoints().allMatch(Check::plain);
    }

    private static boolean plain(int character) {
      return switch (Character.getType(character)) {
        case Character.CONTROL -> character == '\n' || character == '\r' || character == '\t';
        case Character.SURROGATE -> false;
        default -> true;
      };
    }
  }
}
