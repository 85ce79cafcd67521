package muster.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.container;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.skippedWithReason;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;

class ServersUnavailableTest {
  private final String before = System.getProperty(RealServers.PROPERTY, "embedded");

  @BeforeEach
  void serversComeFromNowhere() {
    System.setProperty(RealServers.PROPERTY, "nowhere");
  }

  @AfterEach
  void serversComeFromWhereTheyCameFrom() {
    System.setProperty(RealServers.PROPERTY, before);
  }

  @OnRealServers
  static class First {
    @Test
    void one() {
      RealServers.startKafka();
    }

    @Test
    void another() {
      RealServers.startKafka();
    }
  }

  @OnRealServers
  static class Second {
    @Test
    void one() {
      RealServers.startPostgres();
    }
  }

  @Test
  void thatIsSaidOnceAndNothingElseIsTried() {
    var result =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(First.class), selectClass(Second.class))
            .execute();

    result.testEvents().assertStatistics(tests -> tests.started(0));
    result
        .containerEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                container(First.class),
                finishedWithFailure(
                    instanceOf(ServersUnavailable.class),
                    message(text -> text.contains("-Dmuster.servers=nowhere")))))
        .haveExactly(
            1,
            event(
                container(Second.class),
                skippedWithReason(text -> text.contains("-Dmuster.servers=nowhere"))));
  }

  @Test
  void theMessageTellsEveryCauseOnce() {
    var failure =
        new ServersUnavailable(
            "Kafka did not start",
            new IllegalStateException(
                "no image",
                new IllegalArgumentException("no registry", new Exception("no image"))));

    assertThat(failure).hasMessage("Kafka did not start: no image: no registry");
  }
}
