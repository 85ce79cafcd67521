package muster.gateway.session.issuer;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** How the issuer is called: as the library does, and not for ever. */
public final class IssuerCalls {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

  private static final String DOCUMENT = "/.well-known/openid-configuration";

  private final RestClient client;
  private final RestClient documents;

  public IssuerCalls() {
    JdkClientHttpRequestFactory requests =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_WITHIN)
                .build());
    requests.setReadTimeout(ANSWER_WITHIN);
    this.client =
        RestClient.builder()
            .requestFactory(requests)
            .configureMessageConverters(
                converters -> {
                  converters.addCustomConverter(new FormHttpMessageConverter());
                  converters.addCustomConverter(
                      new OAuth2AccessTokenResponseHttpMessageConverter());
                })
            .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
            .build();
    this.documents = RestClient.builder().requestFactory(requests).build();
  }

  /**
   * What an issuer says of itself (OpenID Connect Discovery 1.0).
   *
   * @throws RestClientException when it does not answer in time, or not so
   */
  Map<String, Object> document(URI issuer) {
    Map<String, Object> read =
        documents
            .get()
            .uri(URI.create(issuer.toString().replaceFirst("/$", "") + DOCUMENT))
            .retrieve()
            .body(new ParameterizedTypeReference<Map<String, Object>>() {});
    if (read == null || !issuer.toString().equals(read.get("issuer"))) {
      throw new RestClientException("what is there is the document of another issuer, or none");
    }
    return read;
  }

  public RestClientAuthorizationCodeTokenResponseClient forCodes() {
    RestClientAuthorizationCodeTokenResponseClient codes =
        new RestClientAuthorizationCodeTokenResponseClient();
    codes.setRestClient(client);
    return codes;
  }

  RestClientRefreshTokenTokenResponseClient forRenewals() {
    RestClientRefreshTokenTokenResponseClient renewals =
        new RestClientRefreshTokenTokenResponseClient();
    renewals.setRestClient(client);
    return renewals;
  }
}
