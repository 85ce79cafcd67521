package muster.outbox.spring;

import io.micrometer.context.ContextRegistry;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;

/**
 * Makes a request's {@code traceparent} the one of each thread that works on it, the virtual thread
 * of its controller included.
 */
final class TraceparentFilter implements WebFilter {

  TraceparentFilter() {
    ContextRegistry.getInstance()
        .registerThreadLocalAccessor(
            Traceparent.HEADER,
            () -> Traceparent.current().orElse(null),
            Traceparent::set,
            () -> Traceparent.set(null));
    // For the whole JVM: Reactor's own way to threads that it hands work to.
    Hooks.enableAutomaticContextPropagation();
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    Mono<Void> handled = chain.filter(exchange);
    return Traceparent.read(exchange.getRequest().getHeaders().getOrEmpty(Traceparent.HEADER))
        .map(trace -> handled.contextWrite(context -> context.put(Traceparent.HEADER, trace)))
        .orElse(handled);
  }
}
