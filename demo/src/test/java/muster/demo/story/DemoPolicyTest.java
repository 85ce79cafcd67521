package muster.demo.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import muster.localstack.ProjectFolder;
import org.junit.jupiter.api.Test;

class DemoPolicyTest {
  @Test
  void containersTellTheStoryByTheSamePolicyAsProcesses() throws IOException {
    Path file = ProjectFolder.find().root().resolve("containers").resolve("demo-policies.env");
    Map<String, String> ofContainers =
        Files.readAllLines(file).stream()
            .filter(line -> line.startsWith("MUSTER_"))
            .map(line -> line.split("=", 2))
            .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    assertThat(ofContainers).isEqualTo(DemoPolicy.environment());
  }
}
