package muster.outbox;

import org.postgresql.ds.PGSimpleDataSource;

/**
 * A relay with default settings in a process of its own. Arguments: JDBC URL, bootstrap servers.
 */
final class RelayProcess {

  private RelayProcess() {}

  public static void main(String[] arguments) throws InterruptedException {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(arguments[0]);
    database.setUser("postgres");
    database.setPassword("postgres");
    new OutboxRelay(database, arguments[1], OutboxRelaySettings.defaults()).start();
    Thread.sleep(Long.MAX_VALUE);
  }
}
