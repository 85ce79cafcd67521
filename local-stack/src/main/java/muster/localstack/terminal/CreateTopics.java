package muster.localstack.terminal;

import java.util.Objects;
import muster.localstack.BrokerAdmin;
import muster.localstack.StartFailed;
import muster.localstack.TopicCatalogue;

/** What a deployment runs once before the services: creates the topics that are missing. */
public final class CreateTopics {
  /** EX_CONFIG of sysexits.h, as the services end with it. */
  private static final int REFUSED = 78;

  private static final Texts TEXTS = Texts.ofThisMachine();

  private CreateTopics() {}

  public static void main(String[] args) {
    String brokers = Objects.requireNonNullElse(System.getenv("MUSTER_KAFKA"), "localhost:9092");
    try {
      BrokerAdmin.createTopics(brokers, TopicCatalogue.all());
    } catch (StartFailed failed) {
      System.err.println(TEXTS.get("topics.failed", brokers, String.valueOf(failed.getMessage())));
      System.exit(REFUSED);
    }
    System.out.println(TEXTS.get("topics.there", TopicCatalogue.all().size(), brokers));
  }
}
