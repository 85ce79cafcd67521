package muster.contracts;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import muster.contracts.dispatch.AlarmEvent;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.notification.DeskEvent;
import muster.contracts.notification.NotificationEvent;
import muster.contracts.report.ReportEvent;
import muster.contracts.volunteer.JurisdictionSnapshot;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.contracts.volunteer.TeamSnapshot;
import muster.contracts.volunteer.VolunteerEvent;
import org.jspecify.annotations.Nullable;

/** The topic catalogue. Whoever creates topics creates these, with this configuration. */
public enum Topics {
  DISPATCH_EVENTS(
      Name.DISPATCH_EVENTS, DispatchEvent.class, "alert id", "dispatch-service", Keep.LONG),
  DISPATCH_ALARMS(
      Name.DISPATCH_ALARMS, AlarmEvent.class, "alarm id", "dispatch-service", Keep.LONG),
  VOLUNTEER_EVENTS(
      Name.VOLUNTEER_EVENTS,
      VolunteerEvent.class,
      "id of the jurisdiction, team or volunteer",
      "volunteer-service",
      Keep.LONG),
  VOLUNTEER_TEAMS(
      Name.VOLUNTEER_TEAMS, TeamSnapshot.class, "team id", "volunteer-service", Keep.COMPACTED),
  VOLUNTEER_JURISDICTIONS(
      Name.VOLUNTEER_JURISDICTIONS,
      JurisdictionSnapshot.class,
      "GB/T 2260 code",
      "volunteer-service",
      Keep.COMPACTED),
  VOLUNTEER_PRESENCE(
      Name.VOLUNTEER_PRESENCE,
      PresenceSnapshot.class,
      "volunteer id",
      "volunteer-service",
      Keep.COMPACTED_SHORT),
  REPORT_EVENTS(Name.REPORT_EVENTS, ReportEvent.class, "report id", "report-service", Keep.LONG),
  NOTIFICATION_RECEIPTS(
      Name.NOTIFICATION_RECEIPTS,
      NotificationEvent.class,
      "task id",
      "notification-service",
      Keep.WEEK),
  NOTIFICATION_DESKS(
      Name.NOTIFICATION_DESKS, DeskEvent.class, "desk id", "notification-service", Keep.HOUR);

  /** The names as constants, for annotations and configuration. */
  public static final class Name {
    public static final String DISPATCH_EVENTS = "dispatch.events";
    public static final String DISPATCH_ALARMS = "dispatch.alarms";
    public static final String VOLUNTEER_EVENTS = "volunteer.events";
    public static final String VOLUNTEER_TEAMS = "volunteer.teams";
    public static final String VOLUNTEER_JURISDICTIONS = "volunteer.jurisdictions";
    public static final String VOLUNTEER_PRESENCE = "volunteer.presence";
    public static final String REPORT_EVENTS = "report.events";
    public static final String NOTIFICATION_RECEIPTS = "notification.receipts";
    public static final String NOTIFICATION_DESKS = "notification.desks";

    private Name() {}
  }

  /** How long a topic keeps its records. */
  public enum Keep {
    LONG("delete", Duration.ofDays(365), null),
    WEEK("delete", Duration.ofDays(7), null),
    /** And an hour, for a segment goes as a whole, after its last record. */
    DAY("delete", Duration.ofDays(1), Duration.ofHours(1)),
    /** And ten minutes, as above. */
    HOUR("delete", Duration.ofHours(1), Duration.ofMinutes(10)),
    COMPACTED("compact", null, null),
    /**
     * Positions: the last one per person, and nothing older than a day. What has a successor is
     * gone within the hour: a segment takes records for ten minutes, and what is in it may wait for
     * ten more. The writer appends to each partition every few minutes, as only that ends a
     * segment.
     */
    COMPACTED_SHORT("compact,delete", Duration.ofDays(1), Duration.ofMinutes(10));

    private final String cleanupPolicy;
    private final @Nullable Duration retention;
    private final @Nullable Duration segment;

    Keep(String cleanupPolicy, @Nullable Duration retention, @Nullable Duration segment) {
      this.cleanupPolicy = cleanupPolicy;
      this.retention = retention;
      this.segment = segment;
    }

    /** Kafka's {@code cleanup.policy}. */
    public String cleanupPolicy() {
      return cleanupPolicy;
    }

    /** Kafka's {@code retention.ms}; -1 for ever. */
    public long retentionMillis() {
      return retention == null ? -1 : retention.toMillis();
    }

    /** All of it in Kafka's own words, by the names of a topic's settings. */
    public SortedMap<String, String> configuration() {
      SortedMap<String, String> configuration = new TreeMap<>();
      configuration.put("cleanup.policy", cleanupPolicy);
      configuration.put("retention.ms", Long.toString(retentionMillis()));
      if (segment != null) {
        configuration.put("segment.ms", Long.toString(segment.toMillis()));
        if (cleanupPolicy.contains("compact")) {
          configuration.put("max.compaction.lag.ms", Long.toString(segment.toMillis()));
        }
      }
      return configuration;
    }
  }

  public static final int PARTITIONS = 12;
  private static final String DEAD_LETTER_SUFFIX = ".dlt";

  private final String topic;
  private final Class<? extends Event> family;
  private final String keyedBy;
  private final String writer;
  private final Keep keep;

  Topics(String topic, Class<? extends Event> family, String keyedBy, String writer, Keep keep) {
    this.topic = topic;
    this.family = family;
    this.keyedBy = keyedBy;
    this.writer = writer;
    this.keep = keep;
  }

  public String topic() {
    return topic;
  }

  /** The events that may stand on this topic. */
  public Class<? extends Event> family() {
    return family;
  }

  /** What the records' keys are, in words. */
  public String keyedBy() {
    return keyedBy;
  }

  /** The one service that writes it. */
  public String writer() {
    return writer;
  }

  public Keep keep() {
    return keep;
  }

  /** Where a consumer puts what it can't handle, with the reason. */
  public String deadLetterTopic() {
    return topic + DEAD_LETTER_SUFFIX;
  }

  /**
   * Long enough to look at what was wrong; positions not for longer than where they came from, nor
   * for longer than a day who sat where.
   */
  public Keep deadLetterKeep() {
    return keep == Keep.COMPACTED_SHORT || keep == Keep.HOUR ? Keep.DAY : Keep.WEEK;
  }

  public static Topics of(Event event) {
    return of(event.getClass());
  }

  /** Where events of this class stand. */
  public static Topics of(Class<? extends Event> event) {
    return Arrays.stream(values())
        .filter(topic -> topic.family.isAssignableFrom(event))
        .findFirst()
        .orElseThrow();
  }

  /** All topic names including the dead-letter topics. */
  public static List<String> allNames() {
    return Arrays.stream(values())
        .flatMap(topic -> Stream.of(topic.topic, topic.deadLetterTopic()))
        .toList();
  }
}
