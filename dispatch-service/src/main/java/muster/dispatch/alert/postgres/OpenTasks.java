package muster.dispatch.alert.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tasks of running alerts that their teams can still do something with, or do. */
public final class OpenTasks {

  /**
   * One of them, as far as it matters when its team changes.
   *
   * @param waiting the team has been called and has not answered
   * @param kept the team is in, and counted
   * @param unstaffed it was said that all who come with the team are off duty
   * @param comers ids of the members who have said that they come, if the team does
   * @param refused ids of the members who have said that they do not
   */
  public record OpenTask(
      UUID alertId,
      String teamId,
      boolean waiting,
      boolean kept,
      boolean unstaffed,
      Set<String> comers,
      Set<String> refused) {
    public OpenTask {
      comers = Set.copyOf(comers);
      refused = Set.copyOf(refused);
    }
  }

  private static final String OPEN =
      """
      select task.alert_id, task.team_id, task.state = 'OFFERED',
        task.state in ('ACKNOWLEDGED', 'EN_ROUTE', 'ON_SCENE'),
        task.view ->> 'unstaffedAt' is not null,
        array(
          select answer ->> 'volunteerId' from jsonb_array_elements(task.view -> 'answers') answer
          where answer ->> 'answer' = 'COMES'
            and task.state in ('ACKNOWLEDGED', 'STANDBY', 'EN_ROUTE', 'ON_SCENE')),
        array(
          select answer ->> 'volunteerId' from jsonb_array_elements(task.view -> 'answers') answer
          where answer ->> 'answer' <> 'COMES')
      from task join alert on alert.alert_id = task.alert_id
      where alert.status in ('CALLING', 'COVERED', 'ESCALATED')
        and task.state in
          ('OFFERED', 'UNREACHED', 'ACKNOWLEDGED', 'STANDBY', 'EN_ROUTE', 'ON_SCENE')
      """;

  private final JdbcClient client;

  public OpenTasks(JdbcClient client) {
    this.client = client;
  }

  /** Of these teams. */
  public List<OpenTask> listOf(Collection<String> teamIds) {
    return teamIds.isEmpty()
        ? List.of()
        : client
            .sql(OPEN + "and task.team_id = any (cast(? as text[]))")
            .param(teamIds.toArray(String[]::new))
            .query((row, n) -> task(row))
            .list();
  }

  public List<OpenTask> listAll() {
    return client.sql(OPEN).query((row, n) -> task(row)).list();
  }

  private static OpenTask task(ResultSet row) throws SQLException {
    return new OpenTask(
        row.getObject(1, UUID.class),
        row.getString(2),
        row.getBoolean(3),
        row.getBoolean(4),
        row.getBoolean(5),
        ids(row, 6),
        ids(row, 7));
  }

  private static Set<String> ids(ResultSet row, int column) throws SQLException {
    return Set.copyOf(Arrays.asList((String[]) row.getArray(column).getArray()));
  }
}
