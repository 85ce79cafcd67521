package muster.notification.stream.http;

/** Frames for the description of the API, as {@link JsonFrames} makes them. */
final class StreamExamples {
  static final String POSITION = "0.0.0.0.1h.0.0.0.0.2.0.0";

  /** In four topics. */
  static final String DESK_POSITION =
      POSITION + "~0.0.4.0.0.0.0.0.0.1.0.0~2s.3a.1.0.0.0.7.0.0.0.c.0~0.0.0.2.0.0.0.0.0.0.0.0";

  static final String OFFER =
      "id: "
          + POSITION
          + "\nevent: task.offered.v1\ndata: "
          + "{\"type\":\"task.offered.v1\",\"at\":\"2022-03-12T01:15:02.318Z\",\"eventId\":\"017f7bb1-"
          + "7732-7003-8d15-daa66d2c7de1\",\"alertId\":\"017f7bb1-772e-7003-8015-daa66d2c7de1\","
          + "\"taskId\":\"017f7bb1-7726-700a-8046-2e2ac13ef8ee\",\"teamId\":\"t-000123\",\"event\":{\""
          + "alertId\":\"017f7bb1-772e-7003-8015-daa66d2c7de1\",\"at\":\"2022-03-12T01:15:02.318Z"
          + "\",\"taskId\":\"017f7bb1-7726-700a-8046-2e2ac13ef8ee\",\"teamId\":\"t-000123\",\"teamNam"
          + "e\":\"西朱村巡逻一队\",\"wave\":1,\"reason\":{\"distanceMeters\":410.0,\"etaSeconds\":179,\"from\""
          + ":\"POSITION\",\"positionAgeSeconds\":40,\"membersOnDuty\":3,\"rank\":1},\"answerBy\":\"20"
          + "22-03-12T01:16:02.318Z\"},\"alert\":{\"number\":40317,\"category\":\"THEFT\",\"jurisdiction\":\"320371003"
          + "209\",\"details\":{\"severity\":\"MINOR\",\"headline\":\"Red e-bike stolen in Xizhu\",\"de"
          + "scription\":\"\",\"location\":{\"latitude\":34.29247,\"longitude\":117.33915},\"address\""
          + ":\"village shop\"},\"status\":\"CALLING\"}}"
          + "\n\n";

  static final String ISSUED =
      "id: "
          + DESK_POSITION
          + "\nevent: alert.issued.v1\ndata: "
          + "{\"type\":\"alert.issued.v1\",\"at\":\"2022-03-12T01:15:02.318Z\",\"eventId\":\"017f7bb1-"
          + "7730-7003-8c15-daa66d2c7de1\",\"topic\":\"dispatch.events\",\"key\":\"017f7bb1-772e-70"
          + "03-8015-daa66d2c7de1\",\"version\":1,\"alertId\":\"017f7bb1-772e-7003-8015-daa66d2c7"
          + "de1\",\"number\":40317,\"jurisdiction\":\"320371003209\",\"category\":\"THEFT\",\"event\":{\"alertId\":\"017f"
          + "7bb1-772e-7003-8015-daa66d2c7de1\",\"at\":\"2022-03-12T01:15:02.318Z\",\"by\":\"zhang."
          + "dispatcher\",\"origin\":{\"kind\":\"COMMAND_CENTER\"},\"category\":\"THEFT\",\"details\":{\""
          + "severity\":\"MINOR\",\"headline\":\"Red e-bike stolen in Xizhu\",\"description\":\"\",\"lo"
          + "cation\":{\"latitude\":34.29247,\"longitude\":117.33915},\"address\":\"village shop\"},"
          + "\"jurisdiction\":\"320371003209\",\"terms\":{\"teamsNeeded\":2,\"standbyTeams\":1,\"waveS"
          + "ize\":5,\"waveGrowth\":2.0,\"radiusMeters\":1500.0,\"radiusGrowth\":2.0,\"maximumWaves"
          + "\":3,\"acknowledgementDeadline\":\"PT1M\",\"reachDeadline\":\"PT5S\",\"responseTarget\":\""
          + "PT10M\",\"expiry\":\"PT2H\",\"requiredCapabilities\":[],\"sharesTeams\":false},\"number\":40317}}"
          + "\n\n";

  private StreamExamples() {}
}
