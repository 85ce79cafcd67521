package muster.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import muster.gateway.route.Routes;
import muster.localstack.FreePorts;
import muster.testbed.CommittedDescription;
import muster.testbed.HttpApi;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The pages have the types of the gateway's own answers from the description that is committed. It
 * is written by hand, as the gateway serves none; its schemas allow nothing that they do not name.
 */
@OnRealServers
class DescriptionTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final RunningGateway gateway = RunningGateway.get();
  private final JsonNode description = read();

  private static JsonNode read() {
    try {
      // Its parts stand where a schema by itself has them.
      return JSON.readTree(
          Files.readString(CommittedDescription.FILE).replace("#/components/schemas/", "#/$defs/"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What of an answer is not as it is described; empty for one in order. */
  private List<String> faults(String method, String path, Answer answer) {
    return faults(method, path, answer.status(), answer.header("Content-Type"), answer.json());
  }

  private List<String> faults(
      String method, String path, int status, String mediaType, JsonNode answer) {
    ObjectNode schema =
        (ObjectNode)
            description
                .required("paths")
                .required(path)
                .required(method)
                .required("responses")
                .required(Integer.toString(status))
                .required("content")
                .required(mediaType.replaceFirst(";.*", ""))
                .required("schema")
                .deepCopy();
    schema.set("$defs", description.at("/components/schemas"));
    return SCHEMAS.getSchema(schema).validate(answer).stream()
        .map(error -> error.getInstanceLocation() + " " + error.getMessage())
        .toList();
  }

  @Test
  void whoSomebodyIsIsToldAsItIsDescribed() {
    Browser desk = gateway.signedIn("described-desk", "dispatcher");
    Browser phone = gateway.browser();
    phone.signIn(LoginIssuer.Person.of("described-phone", "volunteer", "320371003209"), "phone");

    for (Browser browser : List.of(desk, phone)) {
      Answer session = browser.get("/api/session");
      assertThat(session.status()).isEqualTo(200);
      assertThat(faults("get", "/api/session", session)).isEmpty();
    }
    Answer nobody = gateway.browser().get("/api/session");
    assertThat(nobody.status()).isEqualTo(401);
    assertThat(faults("get", "/api/session", nobody)).isEmpty();
    Answer wrong = desk.get("/api/session?of=me");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(faults("get", "/api/session", wrong)).isEmpty();
  }

  @Test
  void theServicesAreToldOfAsItIsDescribed() {
    String operator = gateway.token("described-operator", "operator");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                gateway
                    .http
                    .get("/api/system", operator)
                    .json()
                    .path("services")
                    .valueStream()
                    .noneMatch(service -> service.path("figures").isEmpty()));
    assertThat(faults("get", "/api/system", gateway.http.get("/api/system", operator))).isEmpty();

    Answer forbidden = gateway.signedIn("described-volunteer", "volunteer").get("/api/system");
    assertThat(forbidden.status()).isEqualTo(403);
    assertThat(faults("get", "/api/system", forbidden)).isEmpty();
  }

  @Test
  void onWhatTheMapIsDrawnIsToldAsItIsDescribed() {
    Answer none = gateway.http.get("/api/map/base", gateway.token("described-map", "officer"));
    assertThat(none.status()).isEqualTo(200);
    assertThat(faults("get", "/api/map/base", none)).isEmpty();
    int port = FreePorts.next();
    try (var _ =
        gateway.start(
            port,
            Map.of(
                "muster.map.base.kind", "raster",
                "muster.map.base.url", "/tiles/{z}/{x}/{y}.png",
                "muster.map.base.datum", "WGS84",
                "muster.map.base.attribution", "Example"))) {
      Answer raster =
          new HttpApi(port).get("/api/map/base", gateway.token("described-map", "officer"));
      assertThat(raster.text("kind")).isEqualTo("raster");
      assertThat(faults("get", "/api/map/base", raster)).isEmpty();
    }
    Answer nobody = gateway.browser().get("/api/map/base");
    assertThat(nobody.status()).isEqualTo(401);
    assertThat(faults("get", "/api/map/base", nobody)).isEmpty();
  }

  @Test
  void whoLogsOutIsToldWhereToGoAsItIsDescribed() {
    Answer out = gateway.signedIn("described-leaving", "officer").post("/logout", null);
    assertThat(out.status()).isEqualTo(200);
    assertThat(faults("post", "/logout", out)).isEmpty();
  }

  @Test
  void anAnswerThatSaysMoreOrLessWouldBeNoticed() {
    Answer session = gateway.signedIn("described-more", "officer").get("/api/session");
    ObjectNode more = (ObjectNode) session.json();
    more.put("phone", "13800000000");
    assertThat(faults("get", "/api/session", 200, "application/json", more)).isNotEmpty();

    ObjectNode less = (ObjectNode) session.json();
    less.remove("name");
    assertThat(faults("get", "/api/session", 200, "application/json", less)).isNotEmpty();

    ObjectNode other = (ObjectNode) session.json();
    other.put("device", "toaster");
    assertThat(faults("get", "/api/session", 200, "application/json", other)).isNotEmpty();
  }

  @Test
  void allThatTheGatewayItselfAnswersIsDescribedAndNothingOfTheServices() {
    Set<String> own =
        gateway
            .context
            .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
            .getHandlerMethods()
            .keySet()
            .stream()
            .flatMap(mapping -> mapping.getPatternValues().stream())
            .filter(path -> path.startsWith("/api/"))
            .collect(Collectors.toSet());
    assertThat(own).isNotEmpty();
    List<String> described =
        description.required("paths").propertyStream().map(path -> path.getKey()).toList();
    assertThat(described).containsAll(own).contains("/logout");
    assertThat(described).allMatch(path -> Routes.find(path).isEmpty());
  }
}
