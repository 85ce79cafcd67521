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

  /** Somebody at a command center: everything in scope that passes the filters. */
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

    /**
     * An event whose alert is not known has no jurisdiction, and what has no jurisdiction is in
     * nobody's scope.
     */
    public boolean sees(AddressedEvent addressed) {
      AlertSummary known = addressed.alert();
      if (known == null || !scope.covers(known.jurisdiction())) {
        return false;
      }
      if (jurisdiction.isPresent() && !jurisdiction.get().covers(known.jurisdiction())) {
        return false;
      }
      if (alert.isPresent() && !isMeant(alert.get(), addressed.event().alertId(), known)) {
        return false;
      }
      return types.isEmpty() || wants(EventCodec.nameOf(addressed.event().getClass()));
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
