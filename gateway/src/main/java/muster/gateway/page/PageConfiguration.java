package muster.gateway.page;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import muster.gateway.GatewaySettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.resource.EncodedResourceResolver;
import org.springframework.web.servlet.resource.PathResourceResolver;

/**
 * The folder of the pages, as their build leaves it: what has a hash in its name is kept by
 * browsers for ever, the pages themselves are asked for each time. Files that the build has
 * compressed are sent so. The folder is read when somebody asks, so a build need not wait for a
 * start.
 */
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {
  private static final Duration YEAR = Duration.ofDays(365);
  private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

  private final Path console;
  private final String folder;

  PageConfiguration(GatewaySettings settings) {
    this.console = settings.console().toAbsolutePath();
    String url = console.toUri().toString();
    // Of a folder that is not there yet, it has no slash at its end.
    this.folder = url.endsWith("/") ? url : url + "/";
  }

  /** Where the pages are not built, it says so. */
  @Bean
  RouterFunction<ServerResponse> root() {
    Resource notBuilt = new ClassPathResource("muster/gateway/not-built.html");
    HandlerFunction<ServerResponse> page =
        request -> {
          Resource index = new FileSystemResource(console.resolve("index.html"));
          return ServerResponse.ok()
              .cacheControl(CacheControl.noStore())
              .contentType(HTML)
              .body(index.exists() ? index : notBuilt);
        };
    // To this kind of routes a HEAD is no GET.
    return RouterFunctions.route().GET("/", page).HEAD("/", page).build();
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry files) {
    files
        .addResourceHandler("/assets/**")
        .addResourceLocations(folder + "assets/")
        .setCacheControl(CacheControl.maxAge(YEAR).cachePublic().immutable())
        .resourceChain(false)
        .addResolver(new EncodedResourceResolver())
        .addResolver(new PathResourceResolver());
    files
        .addResourceHandler("/**")
        .addResourceLocations(folder)
        .setCacheControl(CacheControl.noStore())
        .setUseLastModified(false)
        .resourceChain(false)
        .addResolver(new PageFile())
        .addResolver(new EncodedResourceResolver())
        .addResolver(new PathResourceResolver());
  }

  @Override
  public void configureContentNegotiation(ContentNegotiationConfigurer types) {
    types
        .mediaType("mjs", new MediaType("text", "javascript"))
        .mediaType("js", new MediaType("text", "javascript"))
        .mediaType("webmanifest", new MediaType("application", "manifest+json"))
        .mediaType("wasm", new MediaType("application", "wasm"))
        .mediaType("pmtiles", MediaType.APPLICATION_OCTET_STREAM);
  }
}
