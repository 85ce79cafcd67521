package muster.volunteer.rules;

import java.util.List;

/** What saving did; saving the same again does nothing and tells nobody. */
public record Saved<T>(Effect effect, T value) {

  /** What was saved with this effect, in the same order. */
  public static <T> List<T> values(Effect effect, List<Saved<T>> changes) {
    return changes.stream().filter(saved -> saved.effect() == effect).map(Saved::value).toList();
  }

  public enum Effect {
    CREATED,
    CHANGED,
    UNCHANGED
  }
}
