package muster.notification.desk.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import muster.apiedge.Page;
import muster.contracts.notification.DeskEvent.AlarmCounts;
import muster.contracts.notification.DeskEvent.DeskChanged;
import org.jspecify.annotations.Nullable;

/** A desk and what it looks at, as its event says. */
@Schema(description = "Who sits at a desk, and looks at what")
record DeskView(
    UUID deskId,
    @Schema(description = "Account that is logged in there") String account,
    @Schema(description = "What the account is called") String name,
    @Schema(description = "What the account is responsible for, as a GB/T 2260 code")
        String jurisdiction,
    @Schema(description = "The alert that is open there; absent: none") @Nullable UUID alertId,
    @Schema(description = "The report that is open there; absent: none") @Nullable UUID reportId,
    @Schema(description = "Whether the desk can sound") boolean sound,
    @Schema(description = "Alarms raised there in the last hour") Alarms alarms,
    @Schema(description = "When it said so last") Instant at) {

  @Schema(name = "DeskAlarms", description = "How many alarms of each priority")
  record Alarms(int high, int medium, int low) {
    static Alarms of(AlarmCounts counts) {
      return new Alarms(counts.high(), counts.medium(), counts.low());
    }
  }

  static DeskView of(DeskChanged desk) {
    return new DeskView(
        desk.deskId(),
        desk.account(),
        desk.name(),
        desk.jurisdiction().value(),
        desk.alertId(),
        desk.reportId(),
        desk.sound(),
        Alarms.of(desk.alarms()),
        desk.at());
  }

  /** A page of desks. */
  @Schema(name = "DeskPage", description = "Desks of the caller's scope")
  record Listed(
      List<DeskView> items,
      @Schema(
              description =
                  "Asks for the next page, as the parameter cursor; absent on the last one")
          @Nullable String nextCursor) {
    static Listed of(Page<DeskChanged> page) {
      return new Listed(page.items().stream().map(DeskView::of).toList(), page.nextCursor());
    }
  }
}
