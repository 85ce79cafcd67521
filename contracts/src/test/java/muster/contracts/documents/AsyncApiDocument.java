package muster.contracts.documents;

import java.util.LinkedHashMap;
import java.util.Map;
import muster.contracts.Topics;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * docs/asyncapi.yaml: the same as an AsyncAPI 3.0 document. Its payload schemas keep to what
 * AsyncAPI's own schema object (JSON Schema draft 7) knows, with the parts under {@code
 * components}.
 */
final class AsyncApiDocument {
  /** The headers of every record, with what they mean. */
  static final Map<String, String> HEADERS = headers();

  private static final Map<String, String> DEAD_LETTER_HEADERS =
      Map.of(
          "dlt_reason", "Why the record could not be handled",
          "dlt_topic", "The topic it was read from",
          "dlt_partition", "The partition it was read from",
          "dlt_offset", "Its offset there");

  private static final String BINDING_VERSION = "0.5.0";

  private final JsonMapper mapper = JsonMapper.shared();
  private final EventSchemas schemas = new EventSchemas();
  private final ObjectNode document = mapper.createObjectNode();
  private final ObjectNode messages = mapper.createObjectNode();
  private final ObjectNode components = mapper.createObjectNode();

  private static Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_specversion", "Always `1.0`");
    headers.put("ce_id", "UUID of the event, the same for every repetition");
    headers.put("ce_type", "The event's name with its version, such as `task.offered.v1`");
    headers.put("ce_source", "The service that wrote it, such as `/dispatch-service`");
    headers.put("ce_time", "When it happened, RFC 3339 in UTC");
    headers.put("ce_subject", "The aggregate's id, equal to the record's key");
    headers.put(
        "ce_aggregateversion",
        "Grows by one with each event of the aggregate, from 1; 0 where events of one key have no"
            + " order to rely on");
    headers.put("content-type", "Always `application/json`");
    headers.put("traceparent", "W3C trace context, if the writer had one");
    return headers;
  }

  ObjectNode write(java.util.function.Function<EventType, JsonNode> golden) {
    document.put("asyncapi", "3.0.0");
    ObjectNode info = document.putObject("info");
    info.put("title", "Muster events");
    info.put("version", "0.1.0");
    info.put(
        "description",
        "What Muster's services tell each other over Kafka. Generated from the records in"
            + " contracts/; after a change there: "
            + ContractDocuments.COMMAND);
    info.putObject("license").put("name", "Apache-2.0");
    document.put("defaultContentType", "application/json");
    document
        .putObject("servers")
        .putObject("local")
        .put("host", "localhost:9092")
        .put("protocol", "kafka")
        .put("description", "The broker that ./muster up starts");
    ObjectNode channels = document.putObject("channels");
    ObjectNode operations = document.putObject("operations");
    for (Topics topic : Topics.values()) {
      channel(channels, topic);
      deadLetterChannel(channels, topic);
      operation(operations, topic);
      EventType.on(topic).forEach(event -> message(event, golden.apply(event)));
    }
    deadLetterMessage();
    headerSchema();
    ObjectNode parts = document.putObject("components");
    parts.set("messages", messages);
    parts.set("schemas", components);
    return document;
  }

  private void channel(ObjectNode channels, Topics topic) {
    ObjectNode channel = channels.putObject(topic.topic());
    channel.put("address", topic.topic());
    channel.put(
        "description",
        "%s Key: %s. Written by %s."
            .formatted(
                EventType.describe(topic.family()).orElseThrow(), topic.keyedBy(), topic.writer()));
    ObjectNode offered = channel.putObject("messages");
    EventType.on(topic).forEach(event -> reference(offered, event.name()));
    ObjectNode kafka = channel.putObject("bindings").putObject("kafka");
    kafka.put("topic", topic.topic());
    kafka.put("partitions", Topics.PARTITIONS);
    configuration(kafka.putObject("topicConfiguration"), topic.keep());
    kafka.put("bindingVersion", BINDING_VERSION);
  }

  private static void configuration(ObjectNode configuration, Topics.Keep keep) {
    keep.configuration()
        .forEach(
            (name, value) -> {
              if (name.equals("cleanup.policy")) {
                ArrayNode policy = configuration.putArray(name);
                for (String one : value.split(",", -1)) {
                  policy.add(one);
                }
              } else {
                configuration.put(name, Long.parseLong(value));
              }
            });
  }

  private void deadLetterChannel(ObjectNode channels, Topics topic) {
    ObjectNode channel = channels.putObject(topic.deadLetterTopic());
    channel.put("address", topic.deadLetterTopic());
    channel.put(
        "description", "What a consumer of " + topic.topic() + " could not handle, and why.");
    reference(channel.putObject("messages"), "dead-letter");
  }

  private static void reference(ObjectNode offered, String message) {
    offered.putObject(message).put("$ref", "#/components/messages/" + message);
  }

  private static void operation(ObjectNode operations, Topics topic) {
    ObjectNode operation = operations.putObject("send-" + topic.topic());
    operation.put("action", "send");
    operation.put("summary", topic.writer() + " writes " + topic.topic());
    operation.putObject("channel").put("$ref", "#/channels/" + topic.topic());
    operation.putArray("tags").addObject().put("name", topic.writer());
  }

  private void message(EventType event, JsonNode golden) {
    ObjectNode message = messages.putObject(event.name());
    message.put("name", event.name());
    message.put("title", event.name());
    message.put("summary", event.description());
    message.put("contentType", "application/json");
    ObjectNode headers = message.putObject("headers");
    headers.put("type", "object");
    ArrayNode both = headers.putArray("allOf");
    both.addObject().put("$ref", "#/components/schemas/CloudEventHeaders");
    both.addObject().putObject("properties").putObject("ce_type").put("const", event.name());
    message.putObject("payload").put("$ref", "#/components/schemas/" + event.name());
    ObjectNode kafka = message.putObject("bindings").putObject("kafka");
    kafka.putObject("key").put("type", "string").put("description", event.topic().keyedBy());
    kafka.put("bindingVersion", BINDING_VERSION);
    message.putArray("examples").addObject().set("payload", golden);
    payload(event);
  }

  private void payload(EventType event) {
    ObjectNode schema = schemas.schemaOf(event);
    schema.remove("$schema");
    schema.remove("$id");
    JsonNode parts = schema.remove("$defs");
    if (parts != null) {
      parts.properties().forEach(part -> add(part.getKey(), part.getValue()));
    }
    add(event.name(), schema);
  }

  private void add(String name, JsonNode schema) {
    JsonNode moved = pointToComponents(schema);
    JsonNode known = components.putIfAbsent(name, moved);
    if (known != null && !known.equals(moved)) {
      throw new IllegalStateException("two different parts are called " + name);
    }
  }

  /** Draft 7 ignores what stands beside a reference, so such a reference goes into an allOf. */
  private JsonNode pointToComponents(JsonNode schema) {
    if (schema.isArray()) {
      ArrayNode copy = mapper.createArrayNode();
      schema.forEach(element -> copy.add(pointToComponents(element)));
      return copy;
    }
    if (!schema.isObject()) {
      return schema;
    }
    ObjectNode copy = mapper.createObjectNode();
    for (Map.Entry<String, JsonNode> property : schema.properties()) {
      if (property.getKey().equals("$ref")) {
        String target = property.getValue().asString().replace("#/$defs/", "#/components/schemas/");
        if (schema.size() == 1) {
          copy.put("$ref", target);
        } else {
          copy.putArray("allOf").addObject().put("$ref", target);
        }
      } else {
        copy.set(property.getKey(), pointToComponents(property.getValue()));
      }
    }
    return copy;
  }

  private void headerSchema() {
    ObjectNode schema = components.putObject("CloudEventHeaders");
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    HEADERS.forEach(
        (name, meaning) -> {
          properties.putObject(name).put("type", "string").put("description", meaning);
          if (!name.equals("traceparent")) {
            required.add(name);
          }
        });
  }

  private void deadLetterMessage() {
    ObjectNode message = messages.putObject("dead-letter");
    message.put("name", "dead-letter");
    message.put("summary", "The record as it was, with its own headers, and what became of it.");
    ObjectNode headers = message.putObject("headers");
    headers.put("type", "object");
    ObjectNode properties = headers.putObject("properties");
    new java.util.TreeMap<>(DEAD_LETTER_HEADERS)
        .forEach(
            (name, meaning) ->
                properties.putObject(name).put("type", "string").put("description", meaning));
    message.putObject("payload").put("description", "Any bytes, or none");
  }
}
