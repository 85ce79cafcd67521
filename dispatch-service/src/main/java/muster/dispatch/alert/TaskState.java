package muster.dispatch.alert;

/** Where a team's part in an alert stands; the names are the ones on the wire. */
public enum TaskState {
  OFFERED,
  ACKNOWLEDGED,
  STANDBY,
  EN_ROUTE,
  ON_SCENE,
  COMPLETED,
  /** Was on scene when the alert ended. */
  RELEASED,
  DECLINED,
  WITHDRAWN,
  /** Not a refusal: no device confirmed in time. */
  UNREACHED,
  STOOD_DOWN;

  /** Counts towards the needed teams: it comes, is there, or has done its part. */
  public boolean covers() {
    return switch (this) {
      case ACKNOWLEDGED, EN_ROUTE, ON_SCENE, COMPLETED, RELEASED -> true;
      case OFFERED, STANDBY, DECLINED, WITHDRAWN, UNREACHED, STOOD_DOWN -> false;
    };
  }

  /** The alert counts on the team or waits for its answer: it is told when the alert ends. */
  public boolean engaged() {
    return switch (this) {
      case OFFERED, ACKNOWLEDGED, STANDBY, EN_ROUTE, ON_SCENE -> true;
      case COMPLETED, RELEASED, DECLINED, WITHDRAWN, UNREACHED, STOOD_DOWN -> false;
    };
  }
}
