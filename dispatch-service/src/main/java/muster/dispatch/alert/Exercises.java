package muster.dispatch.alert;

import org.jspecify.annotations.Nullable;

/**
 * Which alerts are exercises.
 *
 * @param only this is a stack for training: every alert is one, whoever issues it and whatever the
 *     request says, so that nobody is called out for real by mistake
 */
public record Exercises(boolean only) {

  /**
   * @param asked what whoever issues the alert says, if anything
   */
  public boolean include(@Nullable Boolean asked) {
    return only || Boolean.TRUE.equals(asked);
  }
}
