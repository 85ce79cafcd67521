package muster.localstack;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;

/** What a deployment runs once before the services: creates the topics that are missing. */
public final class CreateTopics {
  /** EX_CONFIG of sysexits.h, as the services end with it. */
  private static final int REFUSED = 78;

  private static final ResourceBundle TEXTS = ResourceBundle.getBundle("muster.localstack.topics");

  private CreateTopics() {}

  public static void main(String[] args) {
    String brokers = Objects.requireNonNullElse(System.getenv("MUSTER_KAFKA"), "localhost:9092");
    try {
      BrokerAdmin.createTopics(brokers, TopicCatalogue.all());
    } catch (StartFailed failed) {
      System.err.println(text("topics.failed", brokers, String.valueOf(failed.getMessage())));
      System.exit(REFUSED);
    }
    System.out.println(text("topics.there", TopicCatalogue.all().size(), brokers));
  }

  private static String text(String key, Object... arguments) {
    return new MessageFormat(TEXTS.getString(key), Locale.getDefault()).format(arguments);
  }
}
