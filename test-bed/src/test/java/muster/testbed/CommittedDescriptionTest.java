package muster.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommittedDescriptionTest {
  private static final String AS_JSON =
      """
      {"servers":[{"url":"http://localhost:39211"}],"openapi":"3.1.0",
       "tags":[{"name":"Teams"},{"name":"Alerts"}],
       "paths":{"/test/clock":{"post":{}},"/api/b":{"get":{"tags":["z","a"]}},"/api/a":{}}}
      """;

  private static final String EXPECTED =
      """
      {
        "openapi" : "3.1.0",
        "paths" : {
          "/api/a" : { },
          "/api/b" : {
            "get" : {
              "tags" : [
                "z",
                "a"
              ]
            }
          }
        },
        "tags" : [
          {
            "name" : "Alerts"
          },
          {
            "name" : "Teams"
          }
        ]
      }
      """;

  @Test
  void isOrderedAndHasNothingOfWhereItRuns() {
    assertThat(CommittedDescription.text(AS_JSON)).isEqualTo(EXPECTED);
  }

  @Test
  void isTheSameFromYamlInWhichATimeStaysAText() {
    String yaml =
        """
        openapi: 3.1.0
        tags:
        - name: Teams
        - name: Alerts
        paths:
          /api/b:
            get:
              tags: [z, a]
          /api/a: {}
        """;
    assertThat(CommittedDescription.text(yaml)).isEqualTo(EXPECTED);
    assertThat(CommittedDescription.text(yaml + "example: 2022-03-12T01:15:02Z\n"))
        .contains("\"example\" : \"2022-03-12T01:15:02Z\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "not found", "{\"paths\":[]}"})
  void whatIsNoDescriptionIsNotCommitted(String served) {
    assertThatThrownBy(() -> CommittedDescription.text(served)).isInstanceOf(AssertionError.class);
  }

  @Test
  @DisabledIfSystemProperty(named = CommittedDescription.REGENERATE, matches = "true")
  void aFileThatIsNotCurrentNamesTheCommand() {
    assertThatThrownBy(() -> CommittedDescription.requireCurrent("some-service", AS_JSON))
        .hasMessageContaining("-pl some-service")
        .hasMessageContaining("-Dmuster.regenerate=true");
  }
}
