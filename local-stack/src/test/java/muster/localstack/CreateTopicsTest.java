package muster.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real process, as a deployment runs it before the services. */
class CreateTopicsTest {
  private static final int REFUSED = 78;
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  void theTopicsAreThereHoweverOftenItRuns() throws Exception {
    try (KafkaBroker broker = KafkaBroker.start()) {
      for (int run = 0; run < 2; run++) {
        ServiceProcess process = process(broker.bootstrapServers(), "en").launch();
        assertThat(process.awaitEnd(SOON)).as(process.logTail(50)).isZero();
        assertThat(process.logTail(50)).contains("topics are there, at");
      }
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
        assertThat(admin.listTopics().names().get())
            .containsAll(TopicCatalogue.all().stream().map(NewTopic::name).toList());
      }
    }
  }

  @Test
  void aBrokerThatCannotBeRightOrDoesNotComeIsNamedByItsSetting() {
    String nobody = "localhost:" + FreePorts.next();
    try (ServiceProcess absent = process(nobody, "en").launch();
        ServiceProcess wrong = process("kafka", "en").launch();
        ServiceProcess wrongInChinese = process("kafka", "zh").launch()) {
      assertThat(refusal(wrong))
          .contains("MUSTER_KAFKA: the topics could not be created at kafka: ");
      assertThat(refusal(wrongInChinese)).contains("MUSTER_KAFKA:无法在 kafka 创建主题:");
      assertThat(refusal(absent))
          .contains("MUSTER_KAFKA: the topics could not be created at " + nobody + ": ");
    }
  }

  private static String refusal(ServiceProcess process) {
    int exitCode = process.awaitEnd(SOON);
    String said = process.logTail(50);
    assertThat(exitCode).as(said).isEqualTo(REFUSED);
    assertThat(said).doesNotContain("\tat ");
    return said;
  }

  private ServiceProcess process(String broker, String language) {
    return ServiceProcess.named("topics")
        .mainClass(CreateTopics.class.getName(), System.getProperty("java.class.path"))
        .jvmArguments(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Duser.language=" + language,
            "-Dstderr.encoding=UTF-8",
            "-Dlogback.configurationFile=muster/localstack/silent-logback.xml")
        .environment("MUSTER_KAFKA", broker)
        .logFile(folder.resolve("topics-" + language + "-" + broker.hashCode() + ".log"))
        .build();
  }
}
