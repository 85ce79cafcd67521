package muster.localstack;

import java.util.Objects;

/** What a deployment runs once before the services: creates the topics that are missing. */
public final class CreateTopics {
  private CreateTopics() {}

  public static void main(String[] args) {
    String brokers = Objects.requireNonNullElse(System.getenv("MUSTER_KAFKA"), "localhost:9092");
    try {
      BrokerAdmin.createTopics(brokers, TopicCatalogue.all());
    } catch (StartFailed failed) {
      System.err.println(failed.getMessage());
      System.exit(1);
    }
    System.out.println(TopicCatalogue.all().size() + " topics are there, at " + brokers);
  }
}
