package muster.gateway.page;

import java.time.Duration;
import muster.gateway.GatewaySettings;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.EncodedResourceResolver;
import org.springframework.web.servlet.resource.PathResourceResolver;

/**
 * The folder of the pages, as their build leaves it: what has a hash in its name is kept by browsers
 * for ever, the pages themselves are asked for each time. Files that the build has compressed are
 * sent so. The folder is read when somebody asks, so a build need not wait for a start.
 */
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {
  private static final Duration YEAR = Duration.ofDays(365);

  private final String folder;

  PageConfiguration(GatewaySettings settings) {
    String url = settings.console().toAbsolutePath().toUri().toString();
    // Of a folder that is not there yet, it has no slash at its end.
    this.folder = url.endsWith("/") ? url : url + "/";
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
