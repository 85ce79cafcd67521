package muster.contracts.notification;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.util.UUID;
import muster.contracts.Event;
import muster.contracts.EventName;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

@JsonClassDescription(
    "Who sits at which desk of the command center and looks at what, in order per desk. Each desk"
        + " says it again every 20 s; one that has said nothing for 60 s is gone. Nothing of it is"
        + " kept for longer than an hour.")
public sealed interface DeskEvent extends Event {
  @JsonPropertyDescription("The desk: an id that the browser has given itself")
  UUID deskId();

  @JsonPropertyDescription("Account that is logged in there")
  String account();

  @JsonPropertyDescription("What the account is called, 1 to 100 characters")
  String name();

  @JsonPropertyDescription("What the account is responsible for, as a GB/T 2260 code")
  JurisdictionCode jurisdiction();

  @Override
  default String key() {
    return deskId().toString();
  }

  @EventName("desk.changed.v1")
  @JsonClassDescription("The desk is there, and this is what it looks at.")
  record DeskChanged(
      UUID deskId,
      Instant at,
      String account,
      String name,
      JurisdictionCode jurisdiction,
      @JsonPropertyDescription("The alert that is open there; absent: none") @Nullable UUID alertId,
      @JsonPropertyDescription("The report that is open there; absent: none")
          @Nullable UUID reportId,
      @JsonPropertyDescription("True: this desk can sound; false: it says NO SOUND") boolean sound,
      @JsonPropertyDescription("Alarms raised at this desk in the last hour") AlarmCounts alarms)
      implements DeskEvent {}

  @EventName("desk.gone.v1")
  @JsonClassDescription("Nobody sits there any more: the page was closed, or has fallen silent.")
  record DeskGone(
      UUID deskId, Instant at, String account, String name, JurisdictionCode jurisdiction)
      implements DeskEvent {}

  @JsonClassDescription("How many alarms of each priority.")
  record AlarmCounts(
      @JsonPropertyDescription("Of high priority, 0 to 100000") int high,
      @JsonPropertyDescription("Of medium priority, 0 to 100000") int medium,
      @JsonPropertyDescription("Of low priority, 0 to 100000") int low) {}
}
