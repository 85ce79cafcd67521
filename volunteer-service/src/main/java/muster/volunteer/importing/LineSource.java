package muster.volunteer.importing;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Lines of a format that has no count of them in advance. */
public abstract class LineSource<D> implements Iterator<Line<D>> {
  private @Nullable Line<D> upcoming;
  private boolean ended;

  /** How many lines were read so far, blank ones included. */
  public abstract long linesRead();

  /** The next line; null at the end. */
  protected abstract @Nullable Line<D> advance();

  @Override
  public final boolean hasNext() {
    if (upcoming == null && !ended) {
      upcoming = advance();
      ended = upcoming == null || upcoming instanceof Line.Stop;
    }
    return upcoming != null;
  }

  @Override
  public final Line<D> next() {
    Line<D> line = hasNext() ? upcoming : null;
    if (line == null) {
      throw new NoSuchElementException();
    }
    upcoming = null;
    return line;
  }
}
