package muster.notification.stream.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import muster.contracts.EventCodec;
import muster.contracts.EventEnvelope;
import muster.contracts.Topics;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.AlertIssued;
import muster.contracts.place.JurisdictionCode;
import muster.notification.stream.AddressedEvent;
import muster.notification.stream.AlertStatus;
import muster.notification.stream.AlertSummary;
import muster.notification.stream.Frame;
import muster.notification.stream.LogRecord;
import muster.notification.stream.StreamPosition;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the API's description shows is what clients get, to the byte. */
class StreamExamplesTest {
  private final EventCodec codec = new EventCodec();
  private final JsonFrames frames = new JsonFrames(codec);

  @Test
  void anOfferIsShownAsATeamGetsIt() {
    AlertIssued issued = (AlertIssued) event(StreamExamples.ISSUED);
    AlertSummary alert =
        new AlertSummary(
            40317,
            false,
            Category.THEFT,
            new JurisdictionCode("320371003209"),
            issued.details(),
            AlertStatus.CALLING);
    AddressedEvent.Addressee team =
        new AddressedEvent.Addressee(
            "t-000123", UUID.fromString(data(StreamExamples.OFFER).get("taskId").asString()));
    AddressedEvent offer = addressed(StreamExamples.OFFER, 2, alert);
    assertThat(text(frames.personal(offer, alert, team), StreamExamples.POSITION))
        .isEqualTo(StreamExamples.OFFER);
  }

  @Test
  void anAlertIsShownAsAnOperatorGetsIt() {
    AlertIssued issued = (AlertIssued) event(StreamExamples.ISSUED);
    AlertSummary alert =
        new AlertSummary(
            issued.number(),
            false,
            issued.category(),
            issued.jurisdiction(),
            issued.details(),
            AlertStatus.CALLING);
    AddressedEvent addressed = addressed(StreamExamples.ISSUED, 1, alert);
    assertThat(text(frames.operational(addressed, false), StreamExamples.DESK_POSITION))
        .isEqualTo(StreamExamples.ISSUED);
  }

  private String text(Frame frame, String position) {
    StreamPosition id = StreamPosition.parse(position, Topics.PARTITIONS).orElseThrow();
    return new String(frames.located(frame, id).bytes(), UTF_8);
  }

  private AddressedEvent addressed(String frame, long version, AlertSummary alert) {
    UUID id = UUID.fromString(data(frame).get("eventId").asString());
    return new AddressedEvent(
        new LogRecord(
            0, 0, 0, new EventEnvelope<>(id, "/dispatch-service", version, null, event(frame))),
        alert,
        List.of(),
        Set.of(),
        null);
  }

  private DispatchEvent event(String frame) {
    JsonNode data = data(frame);
    return (DispatchEvent)
        codec.fromJson(data.get("type").asString(), data.get("event").toString().getBytes(UTF_8));
  }

  private static JsonNode data(String frame) {
    return JsonMapper.shared().readTree(frame.substring(frame.indexOf("data: ") + 6));
  }
}
