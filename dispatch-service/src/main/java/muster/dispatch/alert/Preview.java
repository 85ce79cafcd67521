package muster.dispatch.alert;

import java.util.ArrayList;
import java.util.List;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.AlertEscalated;
import muster.contracts.dispatch.DispatchEvent.TaskOffered;
import muster.contracts.dispatch.DispatchEvent.WaveOpened;
import muster.contracts.dispatch.DispatchEvent.WaveOpenedV2;
import muster.contracts.dispatch.PickReason;
import muster.contracts.dispatch.Shortfall;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * What would happen at once if the alert were issued now.
 *
 * @param picks in the order in which the teams would be called
 * @param shortfalls why the last of the waves has fewer teams than it asks for; empty when none is
 *     missing
 * @param waves that would open at once: the next one, too, when nobody is found for one
 * @param escalatedTo the jurisdiction that it would be handed to at once, because all waves find
 *     nobody
 * @param nearby running alerts of the same category nearby: perhaps the same incident
 */
public record Preview(
    List<PreviewedPick> picks,
    List<Shortfall> shortfalls,
    List<PreviewedWave> waves,
    @Nullable JurisdictionCode escalatedTo,
    List<NearbyAlert> nearby) {

  /**
   * A team that would be called.
   *
   * @param wave number of the wave that would call it, from 1
   * @param teamJurisdiction where the team belongs: it may be elsewhere than the alert
   */
  public record PreviewedPick(
      int wave,
      String teamId,
      String teamName,
      @Nullable JurisdictionCode teamJurisdiction,
      PickReason reason) {}

  /**
   * A wave that would open.
   *
   * @param wave its number, from 1
   * @param shortfalls why it has fewer teams than it asks for
   */
  public record PreviewedWave(int wave, double radiusMeters, List<Shortfall> shortfalls) {
    public PreviewedWave {
      shortfalls = List.copyOf(shortfalls);
    }
  }

  public Preview {
    picks = List.copyOf(picks);
    shortfalls = List.copyOf(shortfalls);
    waves = List.copyOf(waves);
    nearby = List.copyOf(nearby);
  }

  /** Of the events that issuing the alert would write. */
  public static Preview of(List<DispatchEvent> events, List<NearbyAlert> nearby) {
    List<PreviewedPick> picks = new ArrayList<>();
    List<PreviewedWave> waves = new ArrayList<>();
    JurisdictionCode escalatedTo = null;
    for (DispatchEvent event : events) {
      if (event instanceof WaveOpened opened) {
        waves.add(new PreviewedWave(opened.wave(), opened.radiusMeters(), opened.shortfalls()));
      } else if (event instanceof WaveOpenedV2 opened) {
        waves.add(new PreviewedWave(opened.wave(), opened.radiusMeters(), opened.shortfalls()));
      } else if (event instanceof TaskOffered offered) {
        picks.add(
            new PreviewedPick(
                offered.wave(),
                offered.teamId(),
                offered.teamName(),
                offered.teamJurisdiction(),
                offered.reason()));
      } else if (event instanceof AlertEscalated escalated) {
        escalatedTo = escalated.to();
      }
    }
    return new Preview(
        picks,
        waves.isEmpty() ? List.of() : waves.getLast().shortfalls(),
        waves,
        escalatedTo,
        nearby);
  }
}
