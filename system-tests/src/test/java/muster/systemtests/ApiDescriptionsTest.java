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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import muster.contracts.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the four services say of their APIs, as somebody else's tool reads it. */
@ExtendWith(RunningStack.class)
class ApiDescriptionsTest {
  /**
   * Everywhere: an unreadable request, no token, nothing acceptable, and what the server refuses.
   */
  private static final List<String> ALWAYS = List.of("400", "401", "406", "408", "429", "431");

  private static Map<String, String> addresses(StackUnderTest running) {
    return Map.of(
        "dispatch-service", running.dispatch() + "/v3/api-docs",
        "volunteer-service", running.volunteers() + "/v3/api-docs",
        "report-service", running.reports() + "/v3/api-docs",
        "notification-service", running.notifications() + "/swagger/notification-service.yml");
  }

  private static SwaggerParseResult parse(StackUnderTest running, String address) {
    String document = new Person("anybody", null).get(address).expect(200).body();
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    return new OpenAPIV3Parser().readContents(document, null, options);
  }

  @Test
  void aPublicValidatorFindsNothingWrong(StackUnderTest running) {
    addresses(running)
        .forEach(
            (service, address) -> {
              SwaggerParseResult result = parse(running, address);
              assertThat(result.getMessages()).as(service).isEmpty();
              assertThat(result.getOpenAPI().getPaths()).as(service).isNotEmpty();
            });
  }

  @Test
  void everyOperationTellsItsRefusals(StackUnderTest running) {
    addresses(running)
        .forEach(
            (service, address) -> {
              OpenAPI api = parse(running, address).getOpenAPI();
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
                      });
            });
  }

  private static List<String> expected(String name, Operation operation) {
    List<String> expected = new ArrayList<>(ALWAYS);
    if (name.contains("{")) {
      expected.add("404");
    }
    if (operation.getRequestBody() != null) {
      expected.add("413");
      expected.add("415");
    }
    boolean once =
        operation.getParameters() != null
            && operation.getParameters().stream()
                .anyMatch(parameter -> "Idempotency-Key".equals(parameter.getName()));
    if (once) {
      expected.add("422");
    }
    return expected;
  }

  /** An example that is made up from types and ranges moves an alert to the south pole. */
  @Test
  void everyBodyHasAnExampleOfItsService(StackUnderTest running) {
    addresses(running)
        .forEach(
            (service, address) -> {
              OpenAPI api = parse(running, address).getOpenAPI();
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
    Map<String, Schema> schemas =
        parse(running, running.dispatch() + "/v3/api-docs")
            .getOpenAPI()
            .getComponents()
            .getSchemas();
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
    Map<String, Schema> schemas =
        parse(running, running.reports() + "/v3/api-docs")
            .getOpenAPI()
            .getComponents()
            .getSchemas();
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
