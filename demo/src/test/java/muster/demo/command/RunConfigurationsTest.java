package muster.demo.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import muster.localstack.Part;
import muster.localstack.ProjectFolder;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the repository gives to IDEs: a renamed class would leave them with nothing to start. */
class RunConfigurationsTest {
  private static final Path ROOT = ProjectFolder.find().root();

  /**
   * @param main a class with a main method, or of tests
   */
  private record Configuration(String name, String module, String main) {
    boolean isThere() {
      Path below = ROOT.resolve(module).resolve("src");
      String file = main.replace('.', '/') + ".java";
      return Files.exists(below.resolve("main/java").resolve(file))
          || Files.exists(below.resolve("test/java").resolve(file));
    }
  }

  @Test
  void eachConfigurationOfIntelliJNamesAClassThatIsThere() throws Exception {
    List<Configuration> all = ofIntelliJ();
    assertThat(all).isNotEmpty().allMatch(Configuration::isThere);
    assertThat(all).extracting(Configuration::name).containsAll(programs()).contains("demo");
  }

  @Test
  void eachConfigurationOfVisualStudioCodeNamesAClassThatIsThere() throws Exception {
    List<Configuration> all = new ArrayList<>();
    JsonNode file =
        JsonMapper.builder()
            .build()
            .readTree(Files.readString(ROOT.resolve(".vscode").resolve("launch.json")));
    for (JsonNode each : file.path("configurations")) {
      all.add(
          new Configuration(
              each.path("name").asString(),
              each.path("projectName").asString(),
              each.path("mainClass").asString()));
    }
    assertThat(all).isNotEmpty().allMatch(Configuration::isThere);
    assertThat(all).extracting(Configuration::name).containsAll(programs()).contains("demo");
  }

  private static List<String> programs() {
    return Part.programs().stream().map(Part::module).toList();
  }

  private static List<Configuration> ofIntelliJ() throws Exception {
    List<Configuration> all = new ArrayList<>();
    for (Path file : list(ROOT.resolve(".run"))) {
      Element one =
          (Element)
              DocumentBuilderFactory.newDefaultInstance()
                  .newDocumentBuilder()
                  .parse(file.toFile())
                  .getElementsByTagName("configuration")
                  .item(0);
      Element module = (Element) one.getElementsByTagName("module").item(0);
      all.add(
          new Configuration(
              one.getAttribute("name"),
              module.getAttribute("name"),
              option(one, "MAIN_CLASS_NAME")));
    }
    return all;
  }

  private static String option(Element configuration, String name) {
    NodeList options = configuration.getElementsByTagName("option");
    for (int i = 0; i < options.getLength(); i++) {
      if (options.item(i) instanceof Element option && option.getAttribute("name").equals(name)) {
        return option.getAttribute("value");
      }
    }
    return "";
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(".run.xml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
