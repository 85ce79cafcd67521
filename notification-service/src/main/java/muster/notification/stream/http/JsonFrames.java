package muster.notification.stream.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import muster.contracts.Event;
import muster.contracts.EventCodec;
import muster.contracts.EventEnvelope;
import muster.contracts.Topics;
import muster.contracts.dispatch.AlarmEvent;
import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.notification.DeskEvent;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.report.ReportEvent;
import muster.contracts.volunteer.VolunteerEvent;
import muster.notification.stream.AddressedEvent;
import muster.notification.stream.Alarms;
import muster.notification.stream.AlertBoard;
import muster.notification.stream.AlertStatus;
import muster.notification.stream.AlertSummary;
import muster.notification.stream.DeskAlarm;
import muster.notification.stream.Frame;
import muster.notification.stream.Frames;
import muster.notification.stream.RegistryEvent;
import muster.notification.stream.ReportedEvent;
import muster.notification.stream.Sight;
import muster.notification.stream.StreamEnd;
import muster.notification.stream.StreamPosition;
import muster.notification.stream.StreamedEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Frames of {@code text/event-stream} whose data is one line of JSON. */
public final class JsonFrames implements Frames {
  /** No event of the log: it is said to one person. */
  private static final String LEFT = "team.left.v1";

  private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);

  private final EventCodec codec;
  private final JsonMapper mapper =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  public JsonFrames(EventCodec codec) {
    this.codec = codec;
  }

  /** What a volunteer's app gets. */
  record PersonalMessage(
      String type,
      Instant at,
      UUID eventId,
      UUID alertId,
      UUID taskId,
      String teamId,
      @JsonRawValue String event,
      @Nullable AlertMessage alert) {}

  record AlertMessage(
      @Nullable Integer number,
      @Nullable Boolean exercise,
      Category category,
      String jurisdiction,
      AlertDetails details,
      AlertStatus status) {}

  /** What the app of somebody who has left a team gets. */
  record LeftMessage(String type, String teamId, List<LeftTask> tasks) {}

  record LeftTask(UUID alertId, UUID taskId) {}

  /** What an operator's console gets. */
  record OperatorMessage(
      String type,
      Instant at,
      UUID eventId,
      String topic,
      @Nullable String key,
      @Nullable Long version,
      @Nullable UUID alertId,
      @Nullable Integer number,
      @Nullable Boolean exercise,
      @Nullable Boolean alarm,
      @Nullable Boolean guest,
      @Nullable String jurisdiction,
      @Nullable Category category,
      @JsonRawValue String event) {}

  /** What a desk is told of somebody's duty, in the place of the event: not who it is. */
  record Duty(Instant at, List<String> teams) {}

  /** What a guest is told of an alert, in the place of an event. */
  record AlertSnapshot(
      UUID alertId,
      Instant at,
      @Nullable Integer number,
      @Nullable Boolean exercise,
      Category category,
      String jurisdiction,
      AlertDetails details,
      AlertStatus status) {}

  @Override
  public Frame personal(
      AddressedEvent addressed, @Nullable AlertSummary alert, AddressedEvent.Addressee addressee) {
    DispatchEvent event = addressed.event();
    String type = EventCodec.nameOf(event.getClass());
    byte[] data =
        mapper.writeValueAsBytes(
            new PersonalMessage(
                type,
                event.at(),
                addressed.envelope().id(),
                event.alertId(),
                addressee.taskId(),
                addressee.teamId(),
                json(event),
                alert == null
                    ? null
                    : new AlertMessage(
                        alert.number(),
                        exercise(alert),
                        alert.category(),
                        alert.jurisdiction().value(),
                        alert.details(),
                        alert.status())));
    AlertBoard.TaskRef offer =
        event instanceof DispatchEvent.TaskOffered offered
            ? new AlertBoard.TaskRef(
                addressee.taskId(), event.alertId(), addressee.teamId(), offered.callNumber())
            : null;
    return new Frame(frame(type, data), offer);
  }

  @Override
  public Frame left(String teamId, List<AlertBoard.OpenTask> open) {
    List<LeftTask> tasks =
        open.stream().map(one -> new LeftTask(one.task().alertId(), one.task().taskId())).toList();
    byte[] data = mapper.writeValueAsBytes(new LeftMessage(LEFT, teamId, tasks));
    return new Frame(frame(LEFT, data), null);
  }

  @Override
  public Frame operational(AddressedEvent addressed, boolean guest) {
    DispatchEvent event = addressed.event();
    return operational(
        EventCodec.nameOf(event.getClass()),
        addressed,
        addressed.envelope().id(),
        guest,
        json(event));
  }

  /** Its id is its own, and the same each time: who passes over repetitions gets the event, too. */
  @Override
  public Frame snapshot(AddressedEvent addressed) {
    DispatchEvent event = addressed.event();
    AlertSummary alert = Objects.requireNonNull(addressed.alert());
    AlertSnapshot snapshot =
        new AlertSnapshot(
            event.alertId(),
            event.at(),
            alert.number(),
            exercise(alert),
            alert.category(),
            alert.jurisdiction().value(),
            alert.details(),
            alert.status());
    return operational(
        Sight.SNAPSHOT,
        addressed,
        UUID.nameUUIDFromBytes(
            (addressed.envelope().id() + "/" + Sight.SNAPSHOT).getBytes(StandardCharsets.UTF_8)),
        true,
        mapper.writeValueAsString(snapshot));
  }

  private Frame operational(
      String type, AddressedEvent addressed, UUID id, boolean guest, String json) {
    DispatchEvent event = addressed.event();
    AlertSummary alert = addressed.alert();
    byte[] data =
        mapper.writeValueAsBytes(
            new OperatorMessage(
                type,
                event.at(),
                id,
                Topics.Name.DISPATCH_EVENTS,
                event.key(),
                addressed.envelope().version(),
                event.alertId(),
                alert == null ? null : alert.number(),
                exercise(alert),
                Alarms.contain(event) ? true : null,
                guest ? true : null,
                alert == null ? null : alert.jurisdiction().value(),
                alert == null ? null : alert.category(),
                json));
    return new Frame(frame(type, data), null);
  }

  @Override
  public Frame reported(ReportedEvent reported) {
    ReportEvent event = reported.event();
    JurisdictionCode place = reported.jurisdiction();
    return desk(
        reported,
        event.key(),
        reported.alertId(),
        reported.alertNumber(),
        place,
        reported.category(),
        json(event));
  }

  @Override
  public Frame alarmed(DeskAlarm alarm) {
    AlarmEvent event = alarm.event();
    return desk(
        alarm,
        event.key(),
        event.alertId(),
        alarm.alertNumber(),
        event.jurisdiction(),
        null,
        json(event));
  }

  @Override
  public Frame registered(RegistryEvent registry, List<String> teams) {
    VolunteerEvent event = registry.event();
    return registry.isOfDuty()
        ? desk(
            registry,
            null,
            null,
            null,
            null,
            null,
            mapper.writeValueAsString(new Duty(event.at(), teams)))
        : desk(registry, event.key(), null, null, registry.jurisdiction(), null, json(event));
  }

  /**
   * @param key null to leave out whose the event is, and so its version
   */
  private Frame desk(
      StreamedEvent streamed,
      @Nullable String key,
      @Nullable UUID alertId,
      @Nullable Integer number,
      @Nullable JurisdictionCode jurisdiction,
      @Nullable Category category,
      String json) {
    EventEnvelope<? extends Event> envelope = streamed.envelope();
    String type = EventCodec.nameOf(envelope.event().getClass());
    byte[] data =
        mapper.writeValueAsBytes(
            new OperatorMessage(
                type,
                envelope.time(),
                envelope.id(),
                streamed.topic().topicName(),
                key,
                key == null ? null : envelope.version(),
                alertId,
                number,
                null,
                null,
                null,
                jurisdiction == null ? null : jurisdiction.value(),
                category,
                json));
    return new Frame(frame(type, data), null);
  }

  @Override
  public Frame desk(EventEnvelope<? extends DeskEvent> envelope) {
    DeskEvent event = envelope.event();
    String type = EventCodec.nameOf(event.getClass());
    byte[] data =
        mapper.writeValueAsBytes(
            new OperatorMessage(
                type,
                event.at(),
                envelope.id(),
                Topics.Name.NOTIFICATION_DESKS,
                event.key(),
                null,
                null,
                null,
                null,
                null,
                null,
                event.jurisdiction().value(),
                null,
                json(event)));
    return new Frame(frame(type, data), null);
  }

  /** True or left out. */
  private static @Nullable Boolean exercise(@Nullable AlertSummary alert) {
    return alert != null && alert.exercise() ? true : null;
  }

  @Override
  public Frame opening(Duration retry) {
    return text("retry: " + retry.toMillis() + "\n: connected\n\n");
  }

  @Override
  public Frame located(Frame frame, StreamPosition id) {
    byte[] line = ("id: " + id + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = Arrays.copyOf(line, line.length + frame.bytes().length);
    System.arraycopy(frame.bytes(), 0, bytes, line.length, frame.bytes().length);
    return new Frame(bytes, frame.offer());
  }

  @Override
  public Frame position(StreamPosition id) {
    return text("id: " + id + "\n\n");
  }

  @Override
  public Frame heartbeat(@Nullable StreamPosition id) {
    return text(id == null ? ": heartbeat\n\n" : ": heartbeat\nid: " + id + "\n\n");
  }

  @Override
  public Frame farewell(StreamEnd end, Duration retry) {
    String reason = end.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return text("retry: " + retry.toMillis() + "\n: " + reason + "\n\n");
  }

  private String json(Event event) {
    return new String(codec.toJson(event), StandardCharsets.UTF_8);
  }

  private static byte[] frame(String type, byte[] data) {
    // JSON written by the mapper has no line ends, so it is one data line.
    ByteArrayOutputStream out = new ByteArrayOutputStream(data.length + 64);
    out.writeBytes(("event: " + type + "\n").getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(DATA);
    out.writeBytes(data);
    out.write('\n');
    out.write('\n');
    return out.toByteArray();
  }

  private static Frame text(String text) {
    return new Frame(text.getBytes(StandardCharsets.US_ASCII), null);
  }
}
