package muster.outbox;

import java.util.concurrent.atomic.AtomicReference;
import muster.localstack.KafkaBroker;
import muster.localstack.Postgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * One broker and one PostgreSQL server for all tests; each test has a database and topics of its
 * own.
 */
final class RealParts implements BeforeAllCallback {

  private static final AtomicReference<@Nullable Servers> SERVERS = new AtomicReference<>();

  record Servers(KafkaBroker kafka, Postgres postgres) implements AutoCloseable {
    @Override
    public void close() {
      kafka.close();
      postgres.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    SERVERS.set(
        context
            .getRoot()
            .getStore(Namespace.create(RealParts.class))
            .computeIfAbsent(
                Servers.class,
                _ -> new Servers(KafkaBroker.start(), Postgres.start()),
                Servers.class));
  }

  static KafkaBroker kafka() {
    return servers().kafka();
  }

  static Postgres postgres() {
    return servers().postgres();
  }

  private static Servers servers() {
    Servers servers = SERVERS.get();
    if (servers == null) {
      throw new IllegalStateException("the test class lacks @ExtendWith(RealParts.class)");
    }
    return servers;
  }
}
