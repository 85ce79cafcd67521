package muster.contracts.documents;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import muster.contracts.EventCodec;
import muster.contracts.Topics;
import muster.contracts.place.JurisdictionCode;

/** docs/events.md: every topic, every event, every field, for people. */
final class EventsPage {
  private static final String SCHEMAS = "../contracts/src/main/resources/muster/contracts/schemas/";
  private static final String GOLDEN = "../contracts/src/test/resources/golden/";

  private final StringBuilder page = new StringBuilder();
  private final SortedMap<String, Class<?>> parts = new TreeMap<>();

  String write() {
    page.append(
        """
        # Events

        <!-- Generated from the records in contracts/; do not edit. After a change there:
             %s -->

        Everything the services tell each other, by topic. Machine-readable: [asyncapi.yaml](asyncapi.yaml) \
        and one JSON Schema for each event.

        ## Every record

        The key is the aggregate's id, so what happens to one aggregate stays in order. The value is \
        JSON in UTF-8, at most %s bytes, no text in it longer than %s characters; an optional field \
        without a value is left out. The headers are those of CloudEvents 1.0 in binary mode:

        | header | meaning |
        |---|---|
        """
            .formatted(
                ContractDocuments.COMMAND,
                grouped(EventCodec.MAX_VALUE_BYTES),
                grouped(EventCodec.MAX_TEXT_LENGTH)));
    AsyncApiDocument.HEADERS.forEach(
        (name, meaning) ->
            page.append("| `").append(name).append("` | ").append(meaning).append(" |\n"));
    page.append(
        """

        ## Dead letters

        A consumer that meets a record it cannot read, does not know or cannot handle puts it on \
        `<topic>.dlt`, as it came, and goes on. Beside the original headers it has these:

        | header | meaning |
        |---|---|
        | `dlt_reason` | What is wrong, for people, up to 1000 characters |
        | `dlt_topic`, `dlt_partition`, `dlt_offset` | Where the record stands |
        | `dlt_consumer` | Who could not handle it: the consumer group, or the reader of a compacted topic, such as `dispatch-service.teams` |

        Each consumer puts a record aside for itself, so a record that nobody can read has a letter \
        from each. From a consumer group a letter comes at least once. From a reader that every \
        instance has it comes once for all instances and restarts, written in a transaction: read \
        dead letters with `isolation.level=read_committed`. Letters are kept for a week, those with \
        positions for a day. A record that leaves no room for its \
        reason is kept with the first 16 KiB of its value. What passes by itself, such as a database \
        that is away, puts nothing aside. [Decision 17](decisions/0017-event-intake.md) has the rest.

        ## How to change an event

        Adding an optional field (`@Nullable`) keeps the version: old readers pass it over, new ones \
        find it absent in old events. Regenerate the documents and leave the golden file as it is: it \
        stands for what is already in the topics, and must go on decoding.

        Everything else (a field renamed, removed, made required, with another meaning or unit; a new \
        constant in an enum, which old readers would put on their dead-letter topic) is a new version: \
        a record named `….v2` beside the old one, with its own schema and golden file. Readers learn \
        both first, then the writer changes over; the old record goes when it is in no topic any more.

        ## Topics

        | topic | key | written by | kept | events |
        |---|---|---|---|---|
        """);
    for (Topics topic : Topics.values()) {
      page.append(
          "| [`%s`](#%s) | %s | %s | %s | %d |%n"
              .formatted(
                  topic.topic(),
                  topic.topic().replace(".", ""),
                  topic.keyedBy(),
                  topic.writer(),
                  kept(topic.keep()),
                  EventType.on(topic).count()));
    }
    page.append("\nEach has ").append(Topics.PARTITIONS).append(" partitions.\n");
    for (Topics topic : Topics.values()) {
      topic(topic);
    }
    parts();
    return page.toString();
  }

  private void topic(Topics topic) {
    page.append("\n## ").append(topic.topic()).append("\n\n");
    page.append(EventType.describe(topic.family()).orElseThrow()).append('\n');
    EventType.on(topic).forEach(this::event);
  }

  private void event(EventType event) {
    page.append("\n### ").append(event.name()).append("\n\n");
    if (event.type() != event.topic().family()) {
      page.append(event.description()).append(' ');
    }
    page.append(
        "[Schema](%s%s.json), [example](%s%s.json).%n%n"
            .formatted(SCHEMAS, event.name(), GOLDEN, event.name()));
    fields(event.type());
  }

  private void fields(Class<?> record) {
    page.append("| field | type | unit | required | meaning |\n|---|---|---|---|---|\n");
    for (RecordComponent component : record.getRecordComponents()) {
      page.append(
          "| `%s` | %s | %s | %s | %s |%n"
              .formatted(
                  component.getName(),
                  type(component.getGenericType()),
                  unit(component),
                  EventType.isRequired(component) ? "yes" : "no",
                  EventType.describe(component).orElse("")));
    }
  }

  /** Types that are met while a page is written are described at its end. */
  private String type(Type type) {
    if (type instanceof ParameterizedType parameterized) {
      boolean set = parameterized.getRawType() == Set.class;
      return (set ? "set of " : "list of ") + type(parameterized.getActualTypeArguments()[0]);
    }
    Class<?> plain = (Class<?>) type;
    if (plain == String.class) {
      return "text";
    } else if (plain == UUID.class) {
      return "UUID";
    } else if (plain == Instant.class) {
      return "time";
    } else if (plain == Duration.class) {
      return "duration";
    } else if (plain == JurisdictionCode.class) {
      return "code";
    } else if (plain == boolean.class || plain == Boolean.class) {
      return "true or false";
    } else if (plain == double.class || plain == Double.class) {
      return "number";
    } else if (plain.isPrimitive() || Number.class.isAssignableFrom(plain)) {
      return "integer";
    }
    String name = EventType.nameOf(plain);
    parts.put(name, plain);
    return "[%s](#%s)".formatted(name, name.toLowerCase(Locale.ROOT));
  }

  private static String unit(RecordComponent component) {
    if (component.getType() == Instant.class) {
      return "RFC 3339, UTC";
    } else if (component.getType() == Duration.class) {
      return "ISO 8601";
    } else if (component.getType() == JurisdictionCode.class) {
      return "GB/T 2260";
    } else if (component.getName().endsWith("Meters")) {
      return "m";
    } else if (component.getName().endsWith("Seconds")) {
      return "s";
    } else if (Set.of("latitude", "longitude").contains(component.getName())) {
      return "°";
    }
    return "";
  }

  /** Describing a part may bring in further ones; each is written once, in order of their names. */
  private void parts() {
    String before = page.append("\n## Parts of events\n").toString();
    SortedMap<String, String> sections = new TreeMap<>();
    while (sections.size() < parts.size()) {
      new TreeMap<>(parts)
          .forEach(
              (name, type) -> {
                page.setLength(0);
                part(name, type);
                sections.put(name, page.toString());
              });
    }
    page.setLength(0);
    page.append(before);
    sections.values().forEach(page::append);
  }

  private void part(String name, Class<?> type) {
    page.append("\n### ").append(name).append("\n\n");
    EventType.describe(type).ifPresent(text -> page.append(text).append("\n\n"));
    if (type.isEnum()) {
      page.append("| value | meaning |\n|---|---|\n");
      EventType.constantsOf(type)
          .forEach(
              (constant, meaning) ->
                  page.append("| `%s` | %s |%n".formatted(constant, meaning.orElse(""))));
    } else {
      fields(type);
    }
  }

  private static String kept(Topics.Keep keep) {
    String policy =
        Stream.of(keep.cleanupPolicy().split(","))
            .map(one -> one.equals("compact") ? "last per key" : "all")
            .collect(Collectors.joining(", "))
            .replace("last per key, all", "last per key");
    long millis = keep.retentionMillis();
    return millis < 0 ? policy : policy + ", " + inWords(Duration.ofMillis(millis));
  }

  private static String inWords(Duration kept) {
    return kept.toDays() > 0 ? kept.toDays() + " d" : kept.toHours() + " h";
  }

  private static String grouped(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
