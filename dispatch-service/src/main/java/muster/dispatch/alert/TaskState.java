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
  /** The alert was merged into another one, where the team goes on. */
  PASSED_ON,
  DECLINED,
  WITHDRAWN,
  /** Not a refusal: no device confirmed in time. */
  UNREACHED,
  STOOD_DOWN;

  /** Counts towards the needed teams: it comes, is there, or has done its part. */
  public boolean covers() {
    return switch (this) {
      case ACKNOWLEDGED, EN_ROUTE, ON_SCENE, COMPLETED, RELEASED -> true;
      case OFFERED, STANDBY, PASSED_ON, DECLINED, WITHDRAWN, UNREACHED, STOOD_DOWN -> false;
    };
  }

  /** Has said that it comes, and is in, in line, there, or done. */
  public boolean comes() {
    return covers() || this == STANDBY;
  }

  /** The alert counts on the team or waits for its answer: it is told when the alert ends. */
  public boolean engaged() {
    return switch (this) {
      case OFFERED, ACKNOWLEDGED, STANDBY, EN_ROUTE, ON_SCENE -> true;
      case COMPLETED, RELEASED, PASSED_ON, DECLINED, WITHDRAWN, UNREACHED, STOOD_DOWN -> false;
    };
  }
}
