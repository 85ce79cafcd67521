package muster.localstack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the files for containers promise, as far as it can be seen without an engine. */
class ComposeFilesTest {
  private static final Path ROOT = ProjectFolder.find().root();
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path CONTAINERS = ROOT.resolve("containers");

  /** ADDRESS:${VARIABLE:-PORT}:PORT INSIDE. */
  private static final Pattern PUBLISHED = Pattern.compile(".*:\\$\\{[A-Z_]+:-(\\d+)}:.*");

  private static final Pattern DATABASES = Pattern.compile("(?m)^for NAME in ([a-z ]+); do$");
  private static final Pattern SECRETS = Pattern.compile("(?m)^for service in ([a-z ]+); do$");

  /** They end before the programs begin. */
  private static final Set<String> JOBS = Set.of("secrets", "databases", "topics", "realm");

  @Test
  void onlyTheGatewayAndKeycloakArePublished() throws IOException {
    assertThat(ports("docker-compose.yml"))
        .containsOnlyKeys("gateway", "keycloak")
        .allSatisfy(
            (service, ports) ->
                assertThat(ports)
                    .singleElement()
                    .asString()
                    .startsWith("${MUSTER_PUBLISH:-127.0.0.1}:"));
  }

  @Test
  void theDirectFilePublishesAllTheRestAndOnThisMachineAlone() throws IOException {
    Map<String, List<String>> direct = ports("docker-compose.direct.yml");
    assertThat(direct.keySet())
        .doesNotContain("gateway", "keycloak")
        .isSubsetOf(services("docker-compose.yml").keySet());
    assertThat(direct.values())
        .allSatisfy(ports -> assertThat(ports).singleElement().asString().startsWith("127.0.0.1:"));
    List<Integer> published = new ArrayList<>(published(direct));
    published.addAll(published(ports("docker-compose.yml")));
    assertThat(published)
        .doesNotHaveDuplicates()
        .containsAll(Arrays.stream(Part.values()).map(Part::fixedPort).toList());
  }

  @Test
  void everyDatabaseIsMadeWithAnOwnerWhoseSecretIsMade() throws IOException {
    List<String> made = names(CONTAINERS.resolve("databases"), DATABASES);
    assertThat(made)
        .contains("keycloak", "gateway")
        .containsAll(
            Arrays.stream(Part.values()).flatMap(part -> part.database().stream()).toList());
    assertThat(names(CONTAINERS.resolve("make-secrets"), SECRETS))
        .containsExactlyInAnyOrderElementsOf(made);
    services("docker-compose.yml")
        .forEach(
            (name, service) -> {
              if (service.toString().contains("jdbc:postgresql:")) {
                assertThat(waitsFor(service))
                    .as(name)
                    .containsEntry("databases", "service_completed_successfully");
              }
            });
  }

  @Test
  void everyContainerIsHeldToWhatItNeeds() throws IOException {
    assertThat(services("docker-compose.yml"))
        .allSatisfy(
            (name, service) -> {
              assertThat(service).containsKey("mem_limit");
              assertThat(service.get("cap_drop")).isEqualTo(List.of("ALL"));
              assertThat(service.get("security_opt")).isEqualTo(List.of("no-new-privileges:true"));
              // What is not Muster's own writes where it likes.
              if (!Set.of("kafka", "keycloak", "kafka-ui").contains(name)) {
                assertThat(service.get("read_only")).isEqualTo(true);
              }
              // What has ended well is not to begin again.
              assertThat(service.get("restart"))
                  .isEqualTo(JOBS.contains(name) ? null : "unless-stopped");
            });
  }

  @Test
  void theGatewaysClientHasASecretAndNeedsAProofKeyAndKnowsOneOrigin() throws IOException {
    JsonNode client =
        JSON.readTree(Files.readString(CONTAINERS.resolve("keycloak/gateway-client.json")));
    assertThat(client.required("clientId").asString()).isEqualTo("muster-gateway");
    assertThat(client.required("publicClient").asBoolean()).isFalse();
    assertThat(client.required("secret").asString()).isEqualTo("${MUSTER_GATEWAY_CLIENT_SECRET}");
    assertThat(client.required("directAccessGrantsEnabled").asBoolean()).isFalse();
    assertThat(client.at("/attributes/pkce.code.challenge.method").asString()).isEqualTo("S256");
    assertThat(client.required("redirectUris").valueStream())
        .singleElement()
        .extracting(JsonNode::asString)
        .isEqualTo("${MUSTER_ORIGIN}/login/oauth2/code/muster");
  }

  @Test
  void noClientOfTheRealmIsWithoutASecret() throws IOException {
    JsonNode realm =
        JSON.readTree(Files.readString(CONTAINERS.resolve("keycloak/muster-realm.json")));
    assertThat(realm.required("clients").valueStream())
        .isNotEmpty()
        .allSatisfy(client -> assertThat(client.required("publicClient").asBoolean()).isFalse());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost:8080",
        "ftp://localhost:8080",
        "https://",
        "https://muster.example.org/",
        "https://muster.example.org/pages",
        "https://muster.example.org\", \"https://elsewhere.example.org",
        "https://muster.example.org\nhttps://elsewhere.example.org",
        "https://*"
      })
  void anOriginThatIsNoneIsRefusedByName(String origin) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("bash", CONTAINERS.resolve("keycloak/register-gateway").toString())
            .redirectErrorStream(true);
    builder.environment().put("MUSTER_ORIGIN", origin);
    Process job = builder.start();
    String said = new String(job.getInputStream().readAllBytes(), UTF_8);
    assertThat(job.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(job.exitValue()).as(said).isEqualTo(78);
    assertThat(said).startsWith("MUSTER_ORIGIN ");
  }

  private static Map<String, Map<String, Object>> services(String file) throws IOException {
    Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    Map<String, Map<String, Map<String, Object>>> read =
        yaml.load(Files.readString(ROOT.resolve(file)));
    return new TreeMap<>(Objects.requireNonNull(read.get("services")));
  }

  private static Map<String, List<String>> ports(String file) throws IOException {
    Map<String, List<String>> ports = new TreeMap<>();
    services(file)
        .forEach(
            (name, service) -> {
              if (service.get("ports") instanceof List<?> list) {
                ports.put(name, list.stream().map(String::valueOf).toList());
              }
            });
    return ports;
  }

  private static List<Integer> published(Map<String, List<String>> ports) {
    return ports.values().stream()
        .flatMap(List::stream)
        .map(
            port -> {
              var matcher = PUBLISHED.matcher(port);
              assertThat(matcher.matches()).as(port).isTrue();
              return Integer.valueOf(matcher.group(1));
            })
        .toList();
  }

  private static Map<String, String> waitsFor(Map<String, Object> service) {
    Map<String, String> conditions = new TreeMap<>();
    if (service.get("depends_on") instanceof Map<?, ?> others) {
      others.forEach(
          (name, how) ->
              conditions.put(
                  String.valueOf(name), String.valueOf(((Map<?, ?>) how).get("condition"))));
    }
    return conditions;
  }

  private static List<String> names(Path script, Pattern pattern) throws IOException {
    var matcher = pattern.matcher(Files.readString(script));
    assertThat(matcher.find()).as(script.toString()).isTrue();
    return List.of(matcher.group(1).split(" "));
  }
}
