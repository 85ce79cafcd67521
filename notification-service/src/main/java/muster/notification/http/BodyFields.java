package muster.notification.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import muster.apiedge.GivenName;
import muster.apiedge.ProblemException;
import muster.contracts.problem.Problem;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The fields of a request's JSON object, refused by the rules and in the words of all services. */
public final class BodyFields {
  /** Reads one value at a time, so that more may follow. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  public static final String WRONG_FORM = "has a value of the wrong form";
  public static final String REQUIRED = "is required";

  private final String prefix;
  private final Map<String, JsonNode> fields;

  private BodyFields(String prefix, Map<String, JsonNode> fields) {
    this.prefix = prefix;
    this.fields = fields;
  }

  /**
   * @throws ProblemException {@code malformed} for what is no JSON object; {@code validation} for a
   *     field that is not known, or stands there twice
   */
  public static BodyFields parse(byte[] body, Set<String> known) {
    Map<String, JsonNode> fields = new HashMap<>();
    try (JsonParser json = MAPPER.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new ProblemException(Problem.unreadableBody());
      }
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        json.nextToken();
        if (!known.contains(name)) {
          throw unknown("", name);
        }
        if (fields.put(name, MAPPER.readTree(json)) != null) {
          throw ProblemException.invalid(name, "stands there twice");
        }
      }
      if (json.nextToken() != null) {
        throw new ProblemException(Problem.unreadableBody());
      }
      return new BodyFields("", fields);
    } catch (JacksonException e) {
      throw new ProblemException(Problem.unreadableBody());
    }
  }

  /** Null where it is left out, or null. */
  public @Nullable JsonNode find(String name) {
    JsonNode node = fields.get(name);
    return node == null || node.isNull() ? null : node;
  }

  public JsonNode require(String name) {
    JsonNode node = find(name);
    if (node == null) {
      throw invalid(name, REQUIRED);
    }
    return node;
  }

  public @Nullable UUID findUuid(String name) {
    JsonNode node = find(name);
    return node == null ? null : uuid(name, node);
  }

  public UUID requireUuid(String name) {
    return uuid(name, require(name));
  }

  public boolean requireBoolean(String name) {
    JsonNode node = require(name);
    if (!node.isBoolean()) {
      throw invalid(name, WRONG_FORM);
    }
    return node.booleanValue();
  }

  /**
   * @param least that is taken
   * @param most that is taken
   */
  public int requireInt(String name, int least, int most) {
    JsonNode node = require(name);
    if (!node.isIntegralNumber() || !node.canConvertToInt()) {
      throw invalid(name, WRONG_FORM);
    }
    if (node.intValue() < least || node.intValue() > most) {
      throw invalid(name, "must be between %d and %d".formatted(least, most));
    }
    return node.intValue();
  }

  /** An object within the object. */
  public BodyFields requireObject(String name, Set<String> known) {
    JsonNode node = require(name);
    if (!node.isObject()) {
      throw invalid(name, WRONG_FORM);
    }
    Map<String, JsonNode> inner = new HashMap<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!known.contains(field.getKey())) {
        throw unknown(prefix + name + ".", field.getKey());
      }
      inner.put(field.getKey(), field.getValue());
    }
    return new BodyFields(prefix + name + ".", inner);
  }

  public ProblemException invalid(String name, String message) {
    return ProblemException.invalid(prefix + name, message);
  }

  private UUID uuid(String name, JsonNode node) {
    if (node.isString() && node.stringValue().length() == 36) {
      try {
        return UUID.fromString(node.stringValue());
      } catch (IllegalArgumentException e) {
        throw invalid(name, WRONG_FORM);
      }
    }
    throw invalid(name, WRONG_FORM);
  }

  private static ProblemException unknown(String prefix, String name) {
    return ProblemException.invalid(prefix + GivenName.shown(name), "is not a known field");
  }
}
