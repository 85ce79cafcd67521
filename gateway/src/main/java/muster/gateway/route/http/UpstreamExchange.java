package muster.gateway.route.http;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import muster.apiedge.ProblemException;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.gateway.edge.BodyPace;
import muster.gateway.problem.BrokenOff;
import muster.gateway.problem.UnreadBody;
import muster.gateway.route.OpenExchanges;
import muster.gateway.route.OpenExchanges.Exchange;
import muster.gateway.route.Route;
import muster.gateway.route.Route.Patience;
import muster.gateway.route.Routes;
import muster.gateway.route.Service;
import muster.gateway.session.http.SignedIn;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * One request to a service and its answer back, by the JDK's HTTP client. The library's own has one
 * timeout for all answers, which would end each stream, and lets go of a service's stream at its
 * next event only.
 *
 * <p>A change is sent once: nobody here tries a second time, so nothing is done twice. (The client
 * asks again for what a GET did not get because its kept connection had just been closed.)
 */
public final class UpstreamExchange implements ProxyExchange {
  /** Of a request, in bytes: as much as each service takes. Imports have no limit here. */
  static final int MAX_BODY = 64 * 1024;

  /** For a stream's first bytes: a service says at once that it is connected. */
  private static final Duration STREAM_BEGINS_WITHIN = Duration.ofSeconds(15);

  private static final int BUFFER = 8 * 1024;
  private static final Logger log = LoggerFactory.getLogger(UpstreamExchange.class);

  private final HttpClient client;
  private final OpenExchanges open;
  private final SignedIn signedIn;
  private final RequestHeaders requestHeaders;
  private final Function<Service, URI> urls;
  private final Duration answerWithin;
  private final Duration importWithin;
  private final int maxStreams;

  public UpstreamExchange(
      HttpClient client,
      OpenExchanges open,
      SignedIn signedIn,
      RequestHeaders requestHeaders,
      Function<Service, URI> urls,
      Duration answerWithin,
      Duration importWithin,
      int maxStreams) {
    this.client = client;
    this.open = open;
    this.signedIn = signedIn;
    this.requestHeaders = requestHeaders;
    this.urls = urls;
    this.answerWithin = answerWithin;
    this.importWithin = importWithin;
    this.maxStreams = maxStreams;
  }

  /** What the library's filters see of the answer. */
  private record Answer(HttpStatusCode getStatusCode, HttpHeaders getHeaders) implements Response {
    static Answer of(HttpResponse<?> response) {
      HttpHeaders headers = new HttpHeaders();
      response
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (!name.startsWith(":")) {
                  headers.addAll(name, values);
                }
              });
      return new Answer(HttpStatusCode.valueOf(response.statusCode()), headers);
    }
  }

  @Override
  public ServerResponse exchange(Request request) {
    HttpServletRequest servlet = request.getServerRequest().servletRequest();
    Route route = Routes.find(servlet.getRequestURI()).orElseThrow(UpstreamExchange::noRoute);
    boolean stream = route.patience() == Patience.STREAM;
    if (stream && open.streams() >= maxStreams) {
      throw new ProblemException(
          Problem.of(ProblemType.UNAVAILABLE, "There are as many streams as there may be."));
    }
    HttpResponse<InputStream> response = send(request, servlet, route);
    InputStream body = response.body();
    Exchange exchange =
        open.begin(
            signedIn.findSessionId(servlet).orElse(null),
            stream,
            System.nanoTime(),
            () -> close(body));
    Answer answer = Answer.of(response);
    PassedOn passedOn = new PassedOn(answer.getStatusCode(), body, exchange, stream);
    try {
      request.getResponseConsumers().forEach(consumer -> consumer.accept(answer, passedOn));
    } catch (RuntimeException e) {
      close(body);
      exchange.close();
      throw e;
    }
    return passedOn;
  }

  /** What the client gets, as it comes: conditions in the request are the service's to judge. */
  private record PassedOn(
      HttpStatusCode statusCode,
      HttpHeaders headers,
      InputStream body,
      Exchange exchange,
      boolean stream)
      implements ServerResponse {
    PassedOn(HttpStatusCode status, InputStream body, Exchange exchange, boolean stream) {
      this(status, new HttpHeaders(), body, exchange, stream);
    }

    @Override
    public MultiValueMap<String, Cookie> cookies() {
      return new LinkedMultiValueMap<>();
    }

    @Override
    public @Nullable ModelAndView writeTo(
        HttpServletRequest asked, HttpServletResponse response, Context context)
        throws IOException {
      response.setStatus(statusCode.value());
      AnswerHeaders.told(headers)
          .forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
      // A service may refuse an import before it has come.
      boolean unread = UnreadBody.isLeft(asked);
      if (unread) {
        response.setHeader(HttpHeaders.CONNECTION, "close");
      }
      carry(body, exchange, stream, response);
      if (unread) {
        response.getOutputStream().close();
        UnreadBody.linger(asked);
      }
      return null;
    }
  }

  private static ProblemException noRoute() {
    return new ProblemException(ProblemType.NOT_FOUND);
  }

  private HttpResponse<InputStream> send(Request request, HttpServletRequest servlet, Route route) {
    BodyPublisher body = body(servlet, route.patience());
    HttpRequest.Builder asked =
        HttpRequest.newBuilder(target(servlet, route.service()))
            .method(request.getMethod().name(), body)
            // Whoever refuses a long import does so before it is sent, and is heard.
            .expectContinue(body.contentLength() < 0 || body.contentLength() > MAX_BODY);
    // With the body whole and not before: a session that has ended meanwhile asks for nothing.
    requestHeaders
        .told(request.getHeaders(), servlet)
        .forEach((name, values) -> values.forEach(value -> asked.header(name, value)));
    CompletableFuture<HttpResponse<InputStream>> sent =
        client.sendAsync(asked.build(), HttpResponse.BodyHandlers.ofInputStream());
    try {
      return sent.get(patience(route.patience()).toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (BodyPace.isTooSlow(servlet)) {
        throw new ProblemException(ProblemType.REQUEST_TIMEOUT);
      }
      log.warn(
          "{} does not answer {} {}: {}",
          route.service().wireName(),
          servlet.getMethod(),
          servlet.getRequestURI(),
          String.valueOf(e.getCause()));
      throw new ProblemException(ProblemType.UNAVAILABLE);
    } catch (TimeoutException e) {
      letGo(sent);
      log.warn(
          "{} takes too long for {} {}",
          route.service().wireName(),
          servlet.getMethod(),
          servlet.getRequestURI());
      throw new ProblemException(ProblemType.UNAVAILABLE);
    } catch (InterruptedException e) {
      letGo(sent);
      Thread.currentThread().interrupt();
      throw new ProblemException(ProblemType.UNAVAILABLE);
    }
  }

  /** As the client wrote it; the library would sort what follows the question mark anew. */
  private URI target(HttpServletRequest servlet, Service service) {
    String query = servlet.getQueryString();
    String path = servlet.getRequestURI();
    return urls.apply(service).resolve(query == null ? path : path + "?" + query);
  }

  private static void letGo(CompletableFuture<HttpResponse<InputStream>> sent) {
    var unused =
        sent.whenComplete(
            (late, fault) -> {
              if (late != null) {
                close(late.body());
              }
            });
    sent.cancel(true);
  }

  private Duration patience(Patience patience) {
    return switch (patience) {
      case USUAL -> answerWithin;
      case IMPORT -> importWithin;
      case STREAM -> STREAM_BEGINS_WITHIN;
    };
  }

  /** Whole before the first byte goes on, so that half a request reaches nobody. */
  private static BodyPublisher body(HttpServletRequest servlet, Patience patience) {
    try {
      ServletInputStream in = servlet.getInputStream();
      byte[] begin = in.readNBytes(MAX_BODY + 1);
      if (begin.length == 0) {
        return BodyPublishers.noBody();
      }
      if (begin.length <= MAX_BODY) {
        return BodyPublishers.ofByteArray(begin);
      }
      if (patience != Patience.IMPORT) {
        throw new ProblemException(ProblemType.TOO_LARGE);
      }
      InputStream whole = new SequenceInputStream(new ByteArrayInputStream(begin), in);
      BodyPublisher rest = BodyPublishers.ofInputStream(() -> whole);
      long length = servlet.getContentLengthLong();
      return length > 0 ? BodyPublishers.fromPublisher(rest, length) : rest;
    } catch (IOException e) {
      if (BodyPace.isTooSlow(servlet)) {
        throw new ProblemException(ProblemType.REQUEST_TIMEOUT);
      }
      throw new UncheckedIOException(e);
    }
  }

  private static void carry(
      InputStream body, Exchange exchange, boolean stream, HttpServletResponse response)
      throws IOException {
    try (body;
        exchange) {
      OutputStream out = response.getOutputStream();
      if (stream) {
        // The client learns that it is connected before the first event.
        response.flushBuffer();
      }
      byte[] buffer = new byte[BUFFER];
      int read = read(body, buffer, exchange, stream, response);
      while (read >= 0) {
        exchange.passesOn();
        out.write(buffer, 0, read);
        if (stream) {
          out.flush();
        }
        exchange.waits(System.nanoTime());
        read = read(body, buffer, exchange, stream, response);
      }
    }
  }

  /**
   * A stream that breaks is over, and its client comes back by its position. Half of any other
   * answer must not look like a whole one.
   */
  private static int read(
      InputStream body,
      byte[] buffer,
      Exchange exchange,
      boolean stream,
      HttpServletResponse response)
      throws IOException {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      if (stream) {
        return -1;
      }
      log.warn(
          "An answer broke off{}: {}", exchange.isEnded() ? ", being silent" : "", e.toString());
      if (!response.isCommitted()) {
        throw new ProblemException(ProblemType.UNAVAILABLE);
      }
      throw new BrokenOff();
    }
  }

  private static void close(@Nullable InputStream body) {
    if (body != null) {
      try {
        body.close();
      } catch (IOException e) {
        log.debug("A connection was closed already: {}", e.toString());
      }
    }
  }
}
