package muster.notification.stream;

/** Why a stream ended. */
public enum StreamEnd {
  /** The client left. */
  CLIENT_LEFT,
  /** The client did not read fast enough; it resumes from the last frame it got. */
  TOO_SLOW,
  /** The same account opened a newer stream and has no more places. */
  REPLACED,
  /** The token the stream was opened with has expired. */
  TOKEN_EXPIRED,
  /** This instance stops. */
  GOING_AWAY,
  /** Events that the client has missed could not be read. */
  REPLAY_FAILED;

  /** Whether there is a point in saying goodbye: somebody listens. */
  public boolean orderly() {
    return switch (this) {
      case REPLACED, TOKEN_EXPIRED, GOING_AWAY, REPLAY_FAILED -> true;
      case CLIENT_LEFT, TOO_SLOW -> false;
    };
  }
}
