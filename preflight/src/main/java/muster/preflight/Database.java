package muster.preflight;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL database.
 *
 * @param passwordSetting where the password comes from
 */
record Database(String url, String user, String password, String passwordSetting)
    implements Neighbour {
  static final String SETTING = "MUSTER_DB_URL";
  static final String USER_SETTING = "MUSTER_DB_USER";
  private static final String SCHEME = "jdbc:postgresql:";

  /** SQLSTATEs, as PostgreSQL's documentation names them. */
  private static final String INVALID_PASSWORD = "28P01";

  private static final String INVALID_AUTHORIZATION = "28000";
  private static final String INVALID_CATALOG_NAME = "3D000";
  private static final String INSUFFICIENT_PRIVILEGE = "42501";
  private static final String CANNOT_CONNECT_NOW = "57P03";

  /** The driver's, among others when the server wants a password and there is none. */
  private static final String CONNECTION_REJECTED = "08004";

  static Optional<Database> read(
      @Nullable String url,
      @Nullable String user,
      @Nullable String password,
      String passwordSetting,
      Consumer<Refusal> refused) {
    String given = url == null ? "" : url;
    if (!isUnderstood(given)) {
      refused.accept(Refusal.of(SETTING, MessageKey.DATABASE_URL_MALFORMED, Redacted.url(given)));
      return Optional.empty();
    }
    return Optional.of(
        new Database(
            given, user == null ? "" : user, password == null ? "" : password, passwordSetting));
  }

  /**
   * Asked first, since a URL that no driver takes looks to JDBC like a server that is away: the
   * same SQLSTATE.
   */
  private static boolean isUnderstood(String url) {
    return url.startsWith(SCHEME)
        && DriverManager.drivers()
            .anyMatch(
                driver -> {
                  try {
                    return driver.acceptsURL(url);
                  } catch (SQLException e) {
                    return false;
                  }
                });
  }

  @Override
  public String setting() {
    return SETTING;
  }

  @Override
  public String address() {
    String shown = Redacted.url(url).substring(SCHEME.length());
    return shown.startsWith("//") ? shown.substring(2) : shown;
  }

  @Override
  public MessageKey whenLate() {
    return MessageKey.DATABASE_LATE;
  }

  @Override
  public Attempt ask(Duration atMost) {
    String seconds = Long.toString(Math.max(1, atMost.dividedBy(2).toSeconds()));
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", "preflight");
    properties.setProperty("connectTimeout", seconds);
    properties.setProperty("socketTimeout", seconds);
    try (Connection _ = DriverManager.getConnection(url, properties)) {
      return Attempt.ANSWERED;
    } catch (SQLException e) {
      return judge(e);
    }
  }

  private Attempt judge(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    return switch (state) {
      case INVALID_PASSWORD, CONNECTION_REJECTED ->
          never(passwordSetting, MessageKey.DATABASE_LOGIN_REFUSED, address(), user);
      case INVALID_AUTHORIZATION, INSUFFICIENT_PRIVILEGE ->
          never(USER_SETTING, MessageKey.DATABASE_USER_REFUSED, address(), user);
      case INVALID_CATALOG_NAME -> never(SETTING, MessageKey.DATABASE_UNKNOWN, address());
      case CANNOT_CONNECT_NOW -> Attempt.notYet(MessageKey.DATABASE_STARTING);
      default ->
          state.startsWith("08")
              ? new Attempt.NotYet(Connecting.why(failure, host()))
              : Attempt.notYet(MessageKey.DATABASE_STATE, state);
    };
  }

  private String host() {
    int end = address().indexOf('/');
    String hosts = end < 0 ? address() : address().substring(0, end);
    return hosts.isEmpty() ? "localhost" : hosts;
  }

  private static Attempt never(String setting, MessageKey key, Object... arguments) {
    return new Attempt.Never(Refusal.of(setting, key, arguments));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "Database[" + address() + "]";
  }
}
