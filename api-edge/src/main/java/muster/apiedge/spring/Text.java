package muster.apiedge.spring;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import muster.contracts.text.TextRule;
import org.jspecify.annotations.Nullable;

/**
 * A text by the one {@link TextRule}, where it is given at all; {@link Required} says whether it
 * must be. The API's description says its lengths too.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Text.Check.class)
public @interface Text {
  /** In code points, after NFC. */
  int max();

  /** Whether nothing need be visible in it; it may be empty then. */
  boolean mayBeBlank() default false;

  /** Not used: the message says which part of the rule was broken. */
  String message() default "";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Applies the rule. */
  final class Check implements ConstraintValidator<Text, String> {
    private int max;
    private boolean mayBeBlank;

    @Override
    public void initialize(Text text) {
      max = text.max();
      mayBeBlank = text.mayBeBlank();
    }

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
      String fault = text == null ? null : fault(text);
      if (fault == null) {
        return true;
      }
      context.disableDefaultConstraintViolation();
      context.buildConstraintViolationWithTemplate(fault).addConstraintViolation();
      return false;
    }

    private @Nullable String fault(String text) {
      if (!mayBeBlank && !TextRule.isVisible(text)) {
        return TextRule.BLANK;
      }
      if (!TextRule.isClean(text)) {
        return TextRule.UNCLEAN;
      }
      return TextRule.length(text) > max ? TextRule.tooLong(max) : null;
    }
  }
}
