package muster.notification.stream;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import muster.contracts.EventCodec;
import muster.contracts.dispatch.AlertReference;
import muster.contracts.place.JurisdictionCode;

/** Who looks at a stream, and what of all events that person gets. */
public sealed interface Viewer {
  String account();

  /** A volunteer or captain: the tasks of the own teams. */
  record Member(String account) implements Viewer {}

  /**
   * Somebody at a command center: everything in scope that passes the filters, and of alerts
   * elsewhere what concerns a guest of them.
   */
  record Operator(
      String account,
      JurisdictionCode scope,
      List<String> types,
      Optional<JurisdictionCode> jurisdiction,
      Optional<AlertReference> alert)
      implements Viewer {

    public Operator {
      types = List.copyOf(types);
    }

    public boolean sees(AddressedEvent addressed) {
      return sight(addressed) != Sight.NOTHING;
    }

    /**
     * An event whose alert is not known has no jurisdiction, and what has no jurisdiction is in
     * nobody's scope.
     */
    Sight sight(AddressedEvent addressed) {
      AlertSummary known = addressed.alert();
      if (known == null
          || (alert.isPresent() && !isMeant(alert.get(), addressed.event().alertId(), known))) {
        return Sight.NOTHING;
      }
      JurisdictionCode within = jurisdiction.orElse(scope);
      Sight whole;
      if (scope.covers(known.jurisdiction())) {
        whole = within.covers(known.jurisdiction()) ? Sight.ALL : Sight.NOTHING;
      } else {
        whole = Sight.ofGuest(within, addressed);
      }
      return types.isEmpty() || whole == Sight.NOTHING ? whole : wanted(whole, addressed);
    }

    private Sight wanted(Sight whole, AddressedEvent addressed) {
      boolean event = wants(EventCodec.nameOf(addressed.event().getClass()));
      if (whole == Sight.FIRST_AS_GUEST) {
        boolean snapshot = wants(Sight.SNAPSHOT);
        if (snapshot) {
          return event ? whole : Sight.SNAPSHOT_ALONE;
        }
        return event ? Sight.AS_GUEST : Sight.NOTHING;
      }
      return event ? whole : Sight.NOTHING;
    }

    private static boolean isMeant(AlertReference wanted, UUID alertId, AlertSummary known) {
      return switch (wanted) {
        case AlertReference.ById(UUID id) -> id.equals(alertId);
        case AlertReference.ByNumber(int number) -> Integer.valueOf(number).equals(known.number());
      };
    }

    private boolean wants(String name) {
      for (String type : types) {
        if (name.startsWith(type)) {
          return true;
        }
      }
      return false;
    }
  }
}
