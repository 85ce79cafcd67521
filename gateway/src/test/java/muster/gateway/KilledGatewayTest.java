package muster.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import muster.localstack.FreePorts;
import muster.localstack.ServiceProcess;
import muster.testbed.OnRealServers;
import muster.testbed.ServiceProgram;
import org.junit.jupiter.api.Test;

/** SIGKILL, as when a machine loses its power. */
@OnRealServers
class KilledGatewayTest {
  private static final int STREAMS = 50;
  private static final String PATH = "/api/stream/events";

  private final RunningGateway gateway = RunningGateway.get();

  @Test
  void fiftyStreamsGoOnWhereTheyWereAndNobodyHasToSignInAgain() {
    int port = FreePorts.next();
    try (SampleService own = new SampleService("notification")) {
      var settings = gateway.settings(port);
      settings.put("MUSTER_NOTIFICATION_URL", own.url().toString());
      try (ServiceProcess process =
          ServiceProgram.of("gateway", GatewayApplication.class)
              .environment(settings)
              .readyWhen(URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
              .build()) {
        process.start();
        List<EventReader> readers = new ArrayList<>();
        try {
          for (int i = 0; i < STREAMS; i++) {
            Browser browser = gateway.signedIn("killed-" + i, "operator");
            readers.add(EventReader.of(browser.at(URI.create("http://localhost:" + port)), PATH));
          }
          await()
              .atMost(Duration.ofSeconds(30))
              .until(() -> readers.stream().allMatch(EventReader::isOpen));
          own.write(10);
          await()
              .atMost(Duration.ofSeconds(30))
              .until(() -> readers.stream().allMatch(reader -> reader.ids().size() == 10));

          own.write(15);
          process.kill();
          own.write(20);
          process.restart();
          own.write(30);

          await()
              .atMost(Duration.ofSeconds(60))
              .until(() -> readers.stream().allMatch(reader -> reader.ids().size() >= 30));
          List<String> all = IntStream.rangeClosed(1, 30).mapToObj(Integer::toString).toList();
          assertThat(readers)
              .as("nothing lost, nothing doubled")
              .allSatisfy(reader -> assertThat(reader.ids()).isEqualTo(all));
          assertThat(readers).allSatisfy(reader -> assertThat(reader.statuses()).containsOnly(200));
        } finally {
          readers.forEach(EventReader::close);
        }
      }
    }
  }
}
