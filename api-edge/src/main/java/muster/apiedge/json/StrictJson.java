package muster.apiedge.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import muster.contracts.text.TextRule;
import muster.contracts.time.TimeRange;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.TypeIdResolver;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * What is misspelt, doubled or of the wrong type is told, never guessed: what the API's description
 * says is what is taken. Every text of every body follows the one text rule and every time the one
 * range of times, so that no field can be forgotten.
 */
public final class StrictJson {
  /** The deepest request today, the outline of a jurisdiction, nests 6 levels. */
  static final int MAX_NESTING = 32;

  private StrictJson() {}

  public static void bound(JsonFactoryBuilder factory) {
    factory.streamReadConstraints(
        StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build());
  }

  public static void apply(JsonMapper.Builder mapper) {
    mapper
        .changeDefaultPropertyInclusion(
            inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .withCoercionConfig(
            LogicalType.Textual,
            texts ->
                texts
                    .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .addHandler(new KindsOfObjects())
        .addModule(
            new SimpleModule("muster")
                .addDeserializer(String.class, new Texts())
                .addDeserializer(Instant.class, new Times()));
  }

  /**
   * Where a field says which kind of object follows, Jackson misses that field in a number or text
   * too; that no object is there at all is only known now, before the parser is closed.
   */
  private static final class KindsOfObjects extends DeserializationProblemHandler {
    @Override
    public @Nullable JavaType handleMissingTypeId(
        DeserializationContext context, JavaType base, TypeIdResolver kinds, String message) {
      JsonParser parser = context.getParser();
      JsonToken token = parser.currentToken();
      if (token != null && token.isScalarValue()) {
        throw MismatchedInputException.from(parser, base, "is no object");
      }
      return null;
    }
  }

  /** In NFC from here on. */
  private static final class Texts extends StdScalarDeserializer<String> {
    Texts() {
      super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
      String text = StringDeserializer.instance.deserialize(parser, context);
      if (!TextRule.isClean(text)) {
        throw MismatchedInputException.from(parser, String.class, TextRule.UNCLEAN);
      }
      return TextRule.normalized(text);
    }
  }

  private static final class Times extends StdScalarDeserializer<Instant> {
    private final ValueDeserializer<Instant> any = InstantDeserializer.INSTANT;

    Times() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
      Instant time = any.deserialize(parser, context);
      if (!TimeRange.contains(time)) {
        throw MismatchedInputException.from(parser, Instant.class, TimeRange.OUTSIDE);
      }
      return time;
    }
  }
}
