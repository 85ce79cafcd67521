package muster.eventintake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some dead letters.
 *
 * @param letters topic by topic, of each the newest first
 * @param next where the next ones begin; null when there are none. There may be some though here
 *     are none: a page is a look at so many letters, and most of them may be of other services
 */
public record LetterPage(List<DeadLetter> letters, @Nullable String next) {
  public LetterPage {
    letters = List.copyOf(letters);
  }
}
