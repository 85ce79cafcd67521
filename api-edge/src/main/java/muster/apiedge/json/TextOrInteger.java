package muster.apiedge.json;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;

/**
 * A text that is a number at times, and is taken as one then: who calls a thing by its number has
 * the number from an answer, where it has no quotes. A number with a fraction or an exponent is
 * none of those. The API's description says both types.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@JacksonAnnotationsInside
@JsonDeserialize(using = TextOrInteger.Reader.class)
public @interface TextOrInteger {
  /** What is said of anything else. */
  String MESSAGE = "must be a string or an integer";

  /** Any text by the rule for all of them, an integer by its digits. */
  final class Reader extends StdScalarDeserializer<String> {
    public Reader() {
      super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
      JsonToken token = parser.currentToken();
      if (token == JsonToken.VALUE_NUMBER_INT) {
        return parser.getString();
      }
      if (token != JsonToken.VALUE_STRING) {
        throw MismatchedInputException.from(parser, String.class, MESSAGE);
      }
      return context.readValue(parser, String.class);
    }
  }
}
