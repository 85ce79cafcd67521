package muster.localstack;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.ResourceBundle;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;

/**
 * What a deployment runs once before the services: creates the topics that are missing. Topics that
 * are there keep their replicas, whatever the settings say, and keep their records for as long as
 * this version says.
 */
public final class CreateTopics {
  /** EX_CONFIG of sysexits.h, as the services end with it. */
  private static final int REFUSED = 78;

  private static final String REPLICAS = "MUSTER_TOPIC_REPLICAS";
  private static final String MIN_IN_SYNC = "MUSTER_TOPIC_MIN_IN_SYNC";

  private static final ResourceBundle TEXTS = ResourceBundle.getBundle("muster.localstack.topics");

  private CreateTopics() {}

  public static void main(String[] args) {
    String brokers = Objects.requireNonNullElse(System.getenv("MUSTER_KAFKA"), "localhost:9092");
    short replicas = number(REPLICAS);
    short minInSync = number(MIN_IN_SYNC);
    if (minInSync > replicas) {
      throw refuse("topics.in.sync", (int) minInSync, (int) replicas);
    }
    var topics = TopicCatalogue.all(new Replication(replicas, minInSync));
    try {
      BrokerAdmin.createTopics(brokers, topics);
    } catch (StartFailed failed) {
      String reason = String.valueOf(failed.getMessage());
      if (failed.getCause() instanceof Exception cause
          && cause.getCause() instanceof InvalidReplicationFactorException) {
        throw refuse("topics.brokers", brokers, (int) replicas, reason);
      }
      throw refuse("topics.failed", brokers, reason);
    }
    System.out.println(text("topics.there", topics.size(), brokers));
  }

  private static short number(String setting) {
    String text = Objects.requireNonNullElse(System.getenv(setting), "1");
    OptionalInt number =
        text.matches("[0-9]{1,5}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    if (number.isEmpty() || number.getAsInt() < 1 || number.getAsInt() > Short.MAX_VALUE) {
      throw refuse("topics.number", setting, text, String.valueOf(Short.MAX_VALUE));
    }
    return (short) number.getAsInt();
  }

  /** Ends the program; what it seems to return is there for the compiler. */
  private static IllegalStateException refuse(String text, Object... arguments) {
    System.err.println(text(text, arguments));
    System.exit(REFUSED);
    return new IllegalStateException(text);
  }

  private static String text(String key, Object... arguments) {
    return new MessageFormat(TEXTS.getString(key), Locale.getDefault()).format(arguments);
  }
}
