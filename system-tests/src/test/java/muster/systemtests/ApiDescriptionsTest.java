package muster.systemtests;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import muster.contracts.problem.ProblemType;
import muster.localstack.ProjectFolder;
import muster.testbed.CommittedDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What the four services say of their APIs, as somebody else's tool reads it. */
@ExtendWith(RunningStack.class)
class ApiDescriptionsTest {
  /**
   * Everywhere: an unreadable request, no token, nothing acceptable, and what the server refuses.
   */
  private static final List<String> ALWAYS = List.of("400", "401", "406", "408", "429", "431");

  /** Whoever has a token may read them. */
  private static final Set<String> FORBIDDEN_TO_NOBODY =
      Set.of(
          "GET /api/jurisdictions",
          "GET /api/jurisdictions/{code}",
          "GET /api/jurisdictions/outlines");

  /** They change nothing, or nothing twice, or say line by line what they could not take. */
  private static final Set<String> NEVER_IN_CONFLICT =
      Set.of(
          "POST /api/alerts/preview",
          "POST /api/receipts",
          "DELETE /api/alerts/{id}/lead",
          "DELETE /api/reports/{id}/claim",
          "DELETE /api/desks/{deskId}",
          "POST /api/jurisdictions/import",
          "POST /api/jurisdictions/outlines/import",
          "POST /api/volunteers/import",
          "POST /api/teams/import",
          "POST /api/presence/import");

  /** Under an id that the client gives: there is none that is not found. */
  private static final Set<String> MADE_UNDER_ITS_ID = Set.of("PUT /api/desks/{deskId}");

  private static Map<String, String> addresses(StackUnderTest running) {
    return Map.of(
        "dispatch-service", running.dispatch() + "/v3/api-docs",
        "volunteer-service", running.volunteers() + "/v3/api-docs",
        "report-service", running.reports() + "/v3/api-docs",
        "notification-service", running.notifications() + "/swagger/notification-service.yml");
  }

  private static String document(String address) {
    return new Person("anybody", null).get(address).expect(200).body();
  }

  private static SwaggerParseResult parse(String address) {
    String document = document(address);
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    return new OpenAPIV3Parser().readContents(document, null, options);
  }

  @Test
  void aPublicValidatorFindsNothingWrong(StackUnderTest running) {
    addresses(running)
        .forEach(
            (service, address) -> {
              SwaggerParseResult result = parse(address);
              assertThat(result.getMessages()).as(service).isEmpty();
              assertThat(result.getOpenAPI().getPaths()).as(service).isNotEmpty();
            });
  }

  @Test
  void openApisOwnSchemasFindNothingWrong(StackUnderTest running) {
    addresses(running)
        .forEach(
            (service, address) ->
                assertThat(OpenApiSchemas.faults(tree(address))).as(service).isEmpty());
  }

  /** It is written by hand; that the gateway answers so is tested there. */
  @Test
  void norWithWhatIsCommittedOfTheGateway() throws IOException {
    Path file = ProjectFolder.find().root().resolve("gateway").resolve(CommittedDescription.FILE);
    assertThat(OpenApiSchemas.faults(JsonMapper.shared().readTree(Files.readString(file))))
        .isEmpty();
  }

  @Test
  void openApisOwnSchemasWouldNoticeAMistake(StackUnderTest running) {
    for (String address : addresses(running).values()) {
      JsonNode untitled = tree(address);
      ((ObjectNode) untitled.required("info")).remove("title");
      assertThat(OpenApiSchemas.faults(untitled)).as(address).isNotEmpty();

      JsonNode untyped = tree(address);
      ((ObjectNode) untyped.at("/components/schemas/Problem")).put("type", "thing");
      assertThat(OpenApiSchemas.faults(untyped)).as(address).isNotEmpty();

      JsonNode undescribed = tree(address);
      JsonNode operation = first(first(undescribed.required("paths")));
      ((ObjectNode) operation.at("/responses/400")).remove("description");
      assertThat(OpenApiSchemas.faults(undescribed)).as(address).isNotEmpty();
    }
  }

  private static JsonNode tree(String address) {
    String document = document(address);
    return address.endsWith(".yml")
        ? new YAMLMapper().readTree(document)
        : JsonMapper.shared().readTree(document);
  }

  private static JsonNode first(JsonNode node) {
    return node.valueStream().findFirst().orElseThrow();
  }

  @Test
  void everyOperationTellsItsRefusals(StackUnderTest running) {
    Set<String> operations = new HashSet<>();
    addresses(running)
        .forEach(
            (service, address) -> {
              OpenAPI api = parse(address).getOpenAPI();
              Set<String> ids = new HashSet<>();
              operations(api)
                  .forEach(
                      (name, operation) -> {
                        String what = service + " " + name;
                        assertThat(operation.getSummary()).as(what).isNotBlank();
                        assertThat(ids.add(operation.getOperationId())).as(what).isTrue();
                        Set<String> refusals = new TreeSet<>();
                        operation
                            .getResponses()
                            .forEach(
                                (status, response) -> {
                                  if (status.startsWith("4")) {
                                    refusals.add(status);
                                    assertThat(response.getContent())
                                        .as(what)
                                        .containsOnlyKeys(ProblemType.MEDIA_TYPE);
                                  }
                                });
                        assertThat(refusals).as(what).containsAll(expected(name, operation));
                        assertThat(refusals).as(what).noneMatch(never(name)::contains);
                        operations.add(name);
                      });
            });
    assertThat(operations)
        .containsAll(FORBIDDEN_TO_NOBODY)
        .containsAll(NEVER_IN_CONFLICT)
        .containsAll(MADE_UNDER_ITS_ID);
  }

  private static List<String> expected(String name, Operation operation) {
    List<String> expected = new ArrayList<>(ALWAYS);
    if (name.contains("{") && !MADE_UNDER_ITS_ID.contains(name)) {
      expected.add("404");
    }
    if (operation.getRequestBody() != null) {
      expected.add("413");
      expected.add("415");
    }
    if (takesHeader(operation, "Idempotency-Key")) {
      expected.add("422");
    }
    if (takesHeader(operation, "If-Match")) {
      expected.add("412");
    }
    if (!FORBIDDEN_TO_NOBODY.contains(name)) {
      expected.add("403");
    }
    if (!name.startsWith("GET ") && !NEVER_IN_CONFLICT.contains(name)) {
      expected.add("409");
    }
    return expected;
  }

  private static boolean takesHeader(Operation operation, String header) {
    return operation.getParameters() != null
        && operation.getParameters().stream()
            .anyMatch(parameter -> header.equals(parameter.getName()));
  }

  private static Set<String> never(String name) {
    Set<String> never = new HashSet<>();
    if (FORBIDDEN_TO_NOBODY.contains(name)) {
      never.add("403");
    }
    if (NEVER_IN_CONFLICT.contains(name)) {
      never.add("409");
    }
    if (MADE_UNDER_ITS_ID.contains(name)) {
      never.add("404");
    }
    return never;
  }

  /** An example that is made up from types and ranges moves an alert to the south pole. */
  @Test
  void everyBodyHasAnExampleOfItsService(StackUnderTest running) {
    addresses(running)
        .forEach(
            (service, address) -> {
              OpenAPI api = parse(address).getOpenAPI();
              operations(api)
                  .forEach(
                      (name, operation) -> {
                        if (operation.getRequestBody() == null) {
                          return;
                        }
                        MediaType body =
                            operation.getRequestBody().getContent().get("application/json");
                        if (body != null) {
                          assertThat(example(api, body)).as(service + " " + name).isTrue();
                        }
                      });
            });
  }

  /** Of the whole, or of every field that it has. */
  private static boolean example(OpenAPI api, MediaType body) {
    Schema<?> schema = body.getSchema();
    if (schema.get$ref() != null) {
      String reference = schema.get$ref();
      schema =
          named(
              api.getComponents().getSchemas(),
              reference.substring(reference.lastIndexOf('/') + 1));
    }
    return body.getExample() != null
        || body.getExamples() != null
        || schema.getExample() != null
        || schema.getProperties().values().stream().anyMatch(field -> field.getExample() != null);
  }

  /** What the page that tries the API sends when nobody changes anything in it. */
  @Test
  void theExamplesIssueARealAlertInXuzhou(StackUnderTest running) {
    running.resetClock();
    Map<String, Schema> schemas = schemas(running.dispatch());
    Person dispatcher = running.dispatcher();
    String alerts = running.dispatch() + "/api/alerts";
    String json = "application/json";
    String issued =
        dispatcher
            .post(alerts, json, text(schemas, "AlertRequest"))
            .expect(201)
            .json()
            .required("id")
            .asString();
    Person.Answer patched =
        dispatcher.patch(alerts + "/" + issued, text(schemas, "AlertPatch")).expect(200);
    assertThat(patched.json().at("/location/latitude").asDouble()).isBetween(33.7, 35.0);
    assertThat(patched.json().at("/location/longitude").asDouble()).isBetween(116.3, 118.7);
    dispatcher
        .post(alerts + "/" + issued + "/resolution", json, text(schemas, "Resolution"))
        .expect(200);
  }

  @Test
  void theExamplesReportAndTriage(StackUnderTest running) {
    Map<String, Schema> schemas = schemas(running.reports());
    String json = "application/json";
    for (String triage : List.of("TriageRequest", "TriageAnswer", "TriageAlert")) {
      String report =
          running
              .reporter()
              .post(running.reports() + "/api/reports", json, text(schemas, "SubmitRequest"))
              .expect(201)
              .json()
              .required("id")
              .asString();
      running
          .officer()
          .post(
              running.reports() + "/api/reports/" + report + "/triage", json, text(schemas, triage))
          .expect(200);
    }
    for (String kind : List.of("TriageAnswer", "TriageAlert")) {
      assertThat(named(schemas, kind).getProperties()).as(kind).containsKey("decision");
      assertThat(named(schemas, kind).getRequired()).as(kind).contains("decision");
      assertThat(named(schemas, kind).getAllOf()).as(kind).isNull();
    }
    assertThat(named(schemas, "TriageAnswer").getRequired()).contains("answer");
    assertThat(named(schemas, "TriageAlert").getRequired()).contains("severity", "headline");
    assertThat(named(schemas, "TriageRequest").getOneOf()).hasSizeGreaterThanOrEqualTo(2);
  }

  /** The number in the example is nobody's: in its place stands that of an alert. */
  @Test
  void theExampleLinksAReportToARunningAlert(StackUnderTest running) {
    running.resetClock();
    String json = "application/json";
    Map<String, Schema> schemas = schemas(running.reports());
    Person dispatcher = running.dispatcher();
    String alerts = running.dispatch() + "/api/alerts";
    JsonNode alert =
        dispatcher
            .post(alerts, json, text(schemas(running.dispatch()), "AlertRequest"))
            .expect(201)
            .json();
    String report =
        running
            .reporter()
            .post(running.reports() + "/api/reports", json, text(schemas, "SubmitRequest"))
            .expect(201)
            .json()
            .required("id")
            .asString();
    ObjectNode link = (ObjectNode) JsonMapper.shared().readTree(text(schemas, "TriageLink"));
    assertThat(link.required("alert").asString()).matches("[1-9][0-9]{4,7}");
    link.put("alert", Integer.toString(alert.required("number").asInt()));

    JsonNode linked =
        running
            .officer()
            .post(running.reports() + "/api/reports/" + report + "/triage", json, link.toString())
            .expect(200)
            .json();

    assertThat(linked.required("alertId")).isEqualTo(alert.required("id"));
    dispatcher
        .post(
            alerts + "/" + alert.required("id").asString() + "/resolution",
            json,
            text(schemas(running.dispatch()), "Resolution"))
        .expect(200);
  }

  private static Map<String, Schema> schemas(String service) {
    return parse(service + "/v3/api-docs").getOpenAPI().getComponents().getSchemas();
  }

  @Test
  void thePagesThatTryThemAreThere(StackUnderTest running) {
    Person anybody = new Person("anybody", null);
    for (String service : List.of(running.dispatch(), running.volunteers(), running.reports())) {
      assertThat(anybody.get(service + "/swagger-ui.html").status()).as(service).isIn(200, 302);
      assertThat(anybody.get(service + "/swagger-ui/index.html").expect(200).body())
          .as(service)
          .contains("swagger-ui");
      anybody.get(service + "/v3/api-docs/swagger-config").expect(200);
    }
    assertThat(anybody.get(running.notifications() + "/swagger-ui").expect(200).body())
        .contains("swagger-ui");
  }

  private static String text(Map<String, Schema> schemas, String name) {
    // The parser's own tree, or a text that is JSON.
    Object example = requireNonNull(named(schemas, name).getExample(), name);
    return example instanceof String text ? text : Json.pretty(example);
  }

  private static Schema<?> named(Map<String, Schema> schemas, String name) {
    return requireNonNull(schemas.get(name), name);
  }

  private static Map<String, Operation> operations(OpenAPI api) {
    Map<String, Operation> all = new TreeMap<>();
    api.getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .forEach((method, operation) -> all.put(method + " " + path, operation)));
    return all;
  }
}
