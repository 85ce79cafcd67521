package muster.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreePortsTest {
  @Test
  void noPortIsHandedOutTwice() {
    Set<Integer> ports = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      assertThat(ports.add(FreePorts.next())).isTrue();
    }
  }

  /** Where a client's connection may be, a server that is away for a moment can't come back. */
  @Test
  void noPortIsOneThatOutgoingConnectionsGet() throws Exception {
    int lowest = 32_768;
    Path linux = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    if (Files.exists(linux)) {
      // In one read: the system gives nothing more to a second one.
      lowest = Integer.parseInt(Files.readAllLines(linux).getFirst().split("\\s+")[0]);
    }
    for (int i = 0; i < 20; i++) {
      assertThat(FreePorts.next()).isBetween(1_024, lowest - 1);
    }
  }

  @Test
  void aProcessKeepsItsPortsFromOthersWhileItRuns() throws Exception {
    Set<Integer> here = new HashSet<>();
    Set<Integer> there = new HashSet<>();
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Ports.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var lines = other.inputReader()) {
      for (int i = 0; i < Ports.NUMBER; i++) {
        there.add(Integer.parseInt(lines.readLine()));
        here.add(FreePorts.next());
      }
    } finally {
      other.destroyForcibly();
    }
    assertThat(there).hasSize(Ports.NUMBER).doesNotContainAnyElementsOf(here);
  }

  /** Takes ports as another process does, until it is ended. */
  static final class Ports {
    static final int NUMBER = 150;

    private Ports() {}

    public static void main(String[] args) throws Exception {
      for (int i = 0; i < NUMBER; i++) {
        IO.println(FreePorts.next());
      }
      Thread.sleep(Duration.ofMinutes(1));
    }
  }

  @Test
  void aPortSomebodyListensOnIsNotFree() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
      assertThat(FreePorts.isFree(port)).isFalse();
    }
    assertThat(FreePorts.isFree(port)).isTrue();
  }
}
