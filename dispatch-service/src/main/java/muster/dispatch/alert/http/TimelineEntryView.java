package muster.dispatch.alert.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import muster.dispatch.alert.AlertQueries.TimelineEntry;

/**
 * One event of an alert's timeline.
 *
 * @param event as it was stored, word for word
 */
record TimelineEntryView(
    long version,
    Instant at,
    String type,
    @JsonRawValue @Schema(implementation = Object.class, description = "As docs/events.md has it")
        String event) {
  static TimelineEntryView of(TimelineEntry entry) {
    return new TimelineEntryView(entry.version(), entry.at(), entry.type(), entry.json());
  }
}
