package muster.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenIssuerTest {
  private static final Set<String> DISPATCHER = Set.of("dispatcher");

  private final TokenIssuer issuer = TokenIssuer.start();

  @AfterEach
  void stop() {
    issuer.close();
  }

  @Test
  void aTokenIsVerifiedThroughTheDiscoveryDocumentAsAServiceDoesIt() throws Exception {
    JWTClaimsSet claims = verify(issuer.token("zhang", DISPATCHER, "3203"));
    assertThat(claims.getSubject()).isEqualTo("zhang");
    assertThat(claims.getStringListClaim("roles")).containsExactly("dispatcher");
    assertThat(claims.getStringClaim("jurisdiction")).isEqualTo("3203");
    assertThat(claims.getAudience()).containsExactly("muster");
  }

  @Test
  void badTokensAreRefusedForTheRightReason() {
    assertRefused(issuer.expiredToken("zhang", DISPATCHER, "3203"), "Expired JWT");
    assertRefused(issuer.tokenForAnotherAudience("zhang", DISPATCHER, "3203"), "aud claim");
    assertRefused(issuer.forgedToken("zhang", DISPATCHER, "3203"), "Invalid signature");
    assertRefused(issuer.tokenOfAnotherIssuer("zhang", DISPATCHER, "3203"), "iss");
  }

  @Test
  void anyClaimsCanBeSigned() throws Exception {
    JWTClaimsSet claims = verify(issuer.tokenWithClaims(Map.of("sub", "x", "roles", List.of())));
    assertThat(claims.getStringListClaim("roles")).isEmpty();
    assertThat(claims.getClaim("jurisdiction")).isNull();
  }

  private void assertRefused(String token, String reason) {
    assertThatThrownBy(() -> verify(token)).hasMessageContaining(reason);
  }

  private JWTClaimsSet verify(String token) throws Exception {
    HttpResponse<String> answer;
    try (HttpClient client = HttpClient.newHttpClient()) {
      answer =
          client.send(
              HttpRequest.newBuilder(
                      URI.create(issuer.issuer() + "/.well-known/openid-configuration"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
    }
    Map<String, Object> discovery = JSONObjectUtils.parse(answer.body());
    assertThat(discovery).containsEntry("issuer", issuer.issuer());
    URI keys = URI.create(JSONObjectUtils.getString(discovery, "jwks_uri"));

    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            JWSAlgorithm.RS256, JWKSourceBuilder.create(keys.toURL()).build()));
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            TokenIssuer.AUDIENCE,
            new JWTClaimsSet.Builder().issuer(issuer.issuer()).build(),
            Set.of("exp", "iat")));
    return processor.process(token, null);
  }
}
