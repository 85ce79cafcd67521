package muster.dispatch.alert;

import java.time.Instant;
import muster.contracts.dispatch.DispatchEvent.TaskHelpAsked.Kind;
import org.jspecify.annotations.Nullable;

/** What a team asked for. */
public record Help(Kind kind, @Nullable String text, Instant at) {}
