package muster.demo.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One event of the operator's stream as a line to read. What is said of each type stands in the
 * texts, with the names of the event's fields in brackets; a type that has no text yet is shown by
 * its name. Constants are said in the reader's language; nothing else of an event is translated,
 * and nothing of it reaches the terminal but as {@link HarmlessText}.
 */
public final class EventLine {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** With its date and zone: a line is copied into a protocol, or read on the next day. */
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSxxx", Locale.ROOT);

  private static final Pattern FIELD = Pattern.compile("\\[([a-zA-Z.]+)]");
  private static final Pattern DURATION = Pattern.compile("PT([0-9]{1,6}[HMS])+");
  private static final int ALERT_DIGITS = 8;

  private final TerminalTexts texts;
  private final ZoneId zone;

  /**
   * Most task events name a team by its id; the offer that came before them also says what it is
   * called.
   */
  private final Map<String, String> teamNames = new HashMap<>();

  public EventLine(TerminalTexts texts, ZoneId zone) {
    this.texts = texts;
    this.zone = zone;
  }

  /** The data of one message of {@code /api/stream/events}. */
  public String of(String data) {
    JsonNode message = JSON.readTree(data);
    String type = message.path("type").asString("");
    JsonNode event = message.path("event");
    learnTeam(event);
    return "%s  %s  %s%s%s"
        .formatted(
            clock(message.path("at").asString("")),
            HarmlessText.line(alert(message)),
            mark(message, "exercise"),
            mark(message, "alarm"),
            describe(type, event));
  }

  /** An exercise comes first: its alarms are none. */
  private String mark(JsonNode message, String what) {
    return message.path(what).asBoolean(false) ? texts.pattern("watch." + what) + " " : "";
  }

  /**
   * Its number; of one without, the end of its id, since all ids of a minute begin alike. Of a
   * report or team its own id, in the same way; nothing of somebody's duty.
   */
  private static String alert(JsonNode message) {
    if (message.hasNonNull("number")) {
      return message.path("number").asString("");
    }
    String id = message.path("alertId").asString(message.path("key").asString(""));
    return id.substring(Math.max(0, id.length() - ALERT_DIGITS));
  }

  /** Without the time and the alert, for a view of one alert with a clock of its own. */
  public String withoutClock(String data) {
    JsonNode message = JSON.readTree(data);
    JsonNode event = message.path("event");
    learnTeam(event);
    return describe(message.path("type").asString(""), event);
  }

  private String describe(String type, JsonNode event) {
    String template;
    try {
      template = texts.pattern(key(type, event));
    } catch (MissingResourceException e) {
      return HarmlessText.line(type) + " " + HarmlessText.json(event.toString());
    }
    Matcher field = FIELD.matcher(template);
    return field
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    HarmlessText.line(value(event, match.group(1))).toString()))
        .strip();
  }

  /**
   * The text of its type, or where that has one the text for what this event says or leaves out.
   */
  private String key(String type, JsonNode event) {
    String key = "event." + type;
    return Stream.of(
            countsPeople(event) ? ".people" : "",
            event.path("withdrawal").asBoolean(false) ? ".withdrawal" : "",
            event.hasNonNull("etaSeconds") ? "" : ".withoutEta")
        .filter(variant -> !variant.isEmpty())
        .map(key::concat)
        .filter(texts.keys()::contains)
        .findFirst()
        .orElse(key);
  }

  private static boolean countsPeople(JsonNode event) {
    return event.hasNonNull("missingPeople") || event.path("terms").hasNonNull("peopleNeeded");
  }

  private String value(JsonNode event, String path) {
    if (path.equals("team")) {
      String id = event.path("teamId").asString("");
      return teamNames.getOrDefault(id, id);
    }
    JsonNode node = event;
    String field = path;
    for (String step : path.split("\\.", -1)) {
      node = node.path(step);
      field = step;
    }
    if (node.isMissingNode() || node.isNull()) {
      return "–";
    }
    if (node.isArray()) {
      List<String> all = new ArrayList<>();
      for (JsonNode one : node) {
        String text = one.asString(one.toString());
        all.add(field.equals("teams") ? teamNames.getOrDefault(text, text) : text);
      }
      return String.join(", ", all);
    }
    if (node.isNumber()) {
      return String.valueOf(Math.round(node.asDouble()));
    }
    String text = node.asString(node.toString());
    return field.equals("target") && DURATION.matcher(text).matches()
        ? duration(Duration.parse(text))
        : texts.word(field, text);
  }

  private String duration(Duration duration) {
    boolean minutes = duration.toSeconds() % Duration.ofMinutes(1).toSeconds() == 0;
    return texts
        .pattern(minutes ? "duration.minutes" : "duration.seconds")
        .replace("[n]", Long.toString(minutes ? duration.toMinutes() : duration.toSeconds()));
  }

  private void learnTeam(JsonNode event) {
    if (event.hasNonNull("teamName")) {
      teamNames.put(event.path("teamId").asString(""), event.path("teamName").asString(""));
    } else if (event.hasNonNull("teamId") && event.hasNonNull("name")) {
      teamNames.put(event.path("teamId").asString(""), event.path("name").asString(""));
    }
  }

  private String clock(String at) {
    try {
      return CLOCK.format(Instant.parse(at).atZone(zone));
    } catch (DateTimeParseException e) {
      return HarmlessText.line(at).toString();
    }
  }
}
