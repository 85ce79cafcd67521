package muster.notification.deadletters;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import muster.eventintake.DeadLetter;
import org.jspecify.annotations.Nullable;

/** A page of the list, as all lists are. */
@Schema(name = "PageDeadLetter")
record LetterList(List<DeadLetter> items, @Nullable String nextCursor) {
  LetterList {
    items = List.copyOf(items);
  }
}
