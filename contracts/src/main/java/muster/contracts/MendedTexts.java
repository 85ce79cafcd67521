package muster.contracts;

import muster.contracts.text.TextRule;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Reads every text of a record by the one text rule; what is refused becomes U+FFFD. */
final class MendedTexts extends StdScalarDeserializer<String> {
  MendedTexts() {
    super(String.class);
  }

  @Override
  public String deserialize(JsonParser parser, DeserializationContext context) {
    return TextRule.mended(StringDeserializer.instance.deserialize(parser, context));
  }
}
