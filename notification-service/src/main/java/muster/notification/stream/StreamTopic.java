package muster.notification.stream;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import muster.contracts.Event;
import muster.contracts.EventCodec;
import muster.contracts.Topics;
import muster.contracts.dispatch.AlarmEvent;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.report.ReportEvent;
import muster.contracts.volunteer.VolunteerEvent;

/** A topic that streams tell of, in the order in which a position names them. */
public enum StreamTopic {
  DISPATCH(Topics.DISPATCH_EVENTS),
  REPORTS(Topics.REPORT_EVENTS),
  /** Jurisdictions, teams and volunteers. */
  REGISTRY(Topics.VOLUNTEER_EVENTS),
  ALARMS(Topics.DISPATCH_ALARMS);

  private final Topics topic;

  StreamTopic(Topics topic) {
    this.topic = topic;
  }

  public Topics topic() {
    return topic;
  }

  /** As Kafka and clients call it, such as {@code report.events}. */
  public String topicName() {
    return topic.topic();
  }

  /**
   * @throws IllegalArgumentException for an event of a topic that no stream tells of
   */
  public static StreamTopic of(Event event) {
    return switch (event) {
      case DispatchEvent _ -> DISPATCH;
      case ReportEvent _ -> REPORTS;
      case VolunteerEvent _ -> REGISTRY;
      case AlarmEvent _ -> ALARMS;
      default -> throw new IllegalArgumentException("no stream tells of " + event.getClass());
    };
  }

  public static Optional<StreamTopic> findByName(String topicName) {
    return Arrays.stream(values()).filter(one -> one.topicName().equals(topicName)).findFirst();
  }

  /** The names that its frames have. */
  public Stream<String> typeNames() {
    return Stream.concat(
        EventCodec.recordsOf(topic.family()).map(EventCodec::nameOf),
        this == DISPATCH ? Stream.of(Sight.SNAPSHOT) : Stream.empty());
  }

  /** Whether any of its frames has a name that begins so. */
  boolean hasTypeLike(String beginning) {
    return typeNames().anyMatch(name -> name.startsWith(beginning));
  }
}
