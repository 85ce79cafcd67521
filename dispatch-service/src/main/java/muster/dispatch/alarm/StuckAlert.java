package muster.dispatch.alarm;

import java.util.UUID;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/** A running alert to which nothing will happen by itself, though something should. */
public record StuckAlert(UUID alertId, @Nullable Integer number, JurisdictionCode jurisdiction) {}
