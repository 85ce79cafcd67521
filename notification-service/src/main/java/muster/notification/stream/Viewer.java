package muster.notification.stream;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import muster.contracts.EventCodec;
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
      Optional<UUID> alertId)
      implements Viewer {

    public Operator {
      types = List.copyOf(types);
    }

    /**
     * An event whose alert is not known has no jurisdiction, and what has no jurisdiction is in
     * nobody's scope.
     */
    public boolean sees(AddressedEvent addressed) {
      AlertSummary alert = addressed.alert();
      if (alert == null || !scope.covers(alert.jurisdiction())) {
        return false;
      }
      if (jurisdiction.isPresent() && !jurisdiction.get().covers(alert.jurisdiction())) {
        return false;
      }
      if (alertId.isPresent() && !alertId.get().equals(addressed.event().alertId())) {
        return false;
      }
      return types.isEmpty() || wants(EventCodec.nameOf(addressed.event().getClass()));
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
