package muster.notification.stream;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import muster.contracts.EventCodec;
import muster.contracts.dispatch.AlertReference;
import muster.contracts.notification.DeskEvent;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/** Who looks at a stream, and what of all events that person gets. */
public sealed interface Viewer {
  String account();

  /** What a position says of the topics that this one's stream tells of. */
  StreamPosition partOf(StreamPosition position);

  /** Whether anything of the topic can ever be for this one. */
  boolean follows(StreamTopic topic);

  /** A volunteer or captain: the tasks of the own teams. */
  record Member(String account) implements Viewer {
    @Override
    public StreamPosition partOf(StreamPosition position) {
      return position.ofDispatchAlone();
    }

    @Override
    public boolean follows(StreamTopic topic) {
      return topic == StreamTopic.DISPATCH;
    }
  }

  /**
   * Somebody at a command center: everything in scope that passes the filters, and of alerts
   * elsewhere what concerns a guest of them.
   *
   * @param topics which are told of
   * @param desks who sits at which desk is told, too
   * @param types names of events, or their beginnings; empty for all
   */
  record Operator(
      String account,
      JurisdictionCode scope,
      Set<StreamTopic> topics,
      boolean desks,
      List<String> types,
      Optional<JurisdictionCode> jurisdiction,
      Optional<AlertReference> alert)
      implements Viewer {

    public Operator {
      topics = Set.copyOf(topics);
      types = List.copyOf(types);
    }

    /** Of all topics. */
    public Operator(
        String account,
        JurisdictionCode scope,
        List<String> types,
        Optional<JurisdictionCode> jurisdiction,
        Optional<AlertReference> alert) {
      this(account, scope, EnumSet.allOf(StreamTopic.class), true, types, jurisdiction, alert);
    }

    @Override
    public StreamPosition partOf(StreamPosition position) {
      return position;
    }

    /** Nothing of the registry is of an alert. */
    @Override
    public boolean follows(StreamTopic topic) {
      return topics.contains(topic)
          && (types.isEmpty() || types.stream().anyMatch(topic::hasTypeLike))
          && (alert.isEmpty() || topic != StreamTopic.REGISTRY);
    }

    public boolean sees(StreamedEvent event) {
      return switch (event) {
        case AddressedEvent addressed -> sight(addressed) != Sight.NOTHING;
        case ReportedEvent reported -> wants(reported) && seesReport(reported);
        case RegistryEvent registry ->
            wants(registry) && alert.isEmpty() && registry.concerns(within());
        case DeskAlarm alarm -> wants(alarm) && seesAlarm(alarm);
      };
    }

    /** A desk looks at many things one after the other: who asks for one alert is not told. */
    boolean seesDesk(DeskEvent event) {
      return desks
          && alert.isEmpty()
          && within().covers(event.jurisdiction())
          && (types.isEmpty() || wants(EventCodec.nameOf(event.getClass())));
    }

    /** The teams of a duty that this one is told of. */
    List<String> teamsOf(RegistryEvent registry) {
      return registry.teamsWithin(within());
    }

    private JurisdictionCode within() {
      return jurisdiction.orElse(scope);
    }

    /** A report belongs to where it is, whatever alert it is tied to. */
    private boolean seesReport(ReportedEvent reported) {
      JurisdictionCode place = reported.jurisdiction();
      if (place == null || !within().covers(place)) {
        return false;
      }
      UUID tied = reported.alertId();
      return alert.isEmpty()
          || (tied != null && isMeant(alert.get(), tied, reported.alertNumber()));
    }

    private boolean seesAlarm(DeskAlarm alarm) {
      UUID about = alarm.event().alertId();
      return alarm.concerns(within())
          && (alert.isEmpty()
              || (about != null && isMeant(alert.get(), about, alarm.alertNumber())));
    }

    private boolean wants(StreamedEvent event) {
      return topics.contains(event.topic())
          && (types.isEmpty() || wants(EventCodec.nameOf(event.envelope().event().getClass())));
    }

    /**
     * An event whose alert is not known has no jurisdiction, and what has no jurisdiction is in
     * nobody's scope.
     */
    Sight sight(AddressedEvent addressed) {
      AlertSummary known = addressed.alert();
      if (known == null
          || !topics.contains(StreamTopic.DISPATCH)
          || (alert.isPresent()
              && !isMeant(alert.get(), addressed.event().alertId(), known.number()))) {
        return Sight.NOTHING;
      }
      JurisdictionCode within = within();
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

    private static boolean isMeant(
        AlertReference wanted, UUID alertId, @Nullable Integer knownNumber) {
      return switch (wanted) {
        case AlertReference.ById(UUID id) -> id.equals(alertId);
        case AlertReference.ByNumber(int number) -> Integer.valueOf(number).equals(knownNumber);
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
