package muster.gateway.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.ResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/**
 * Which file answers a path: the file of that name, a folder's index, or for an address that only
 * the page itself understands, such as {@code /command/alerts/417}, the index of the folder that it
 * lies in.
 */
final class PageFile implements ResourceResolver {
  private static final String INDEX = "index.html";

  /** Below these there are no pages. */
  private static final Set<String> OTHERS =
      Set.of("api", "actuator", "login", "logout", "oauth2", "assets");

  @Override
  public @Nullable Resource resolveResource(
      @Nullable HttpServletRequest request,
      String path,
      List<? extends Resource> locations,
      ResourceResolverChain chain) {
    String wanted = path.startsWith("/") ? path.substring(1) : path;
    if (OTHERS.contains(wanted.split("/", 2)[0])) {
      return null;
    }
    if (!wanted.isEmpty() && !wanted.endsWith("/")) {
      Resource file = chain.resolveResource(request, wanted, locations);
      if (file != null) {
        return file;
      }
      if (wanted.substring(wanted.lastIndexOf('/') + 1).contains(".")) {
        return null; // a file that is not there is no address of a page
      }
    }
    // The framework takes the slash off a folder's end.
    String folder = wanted.isEmpty() || wanted.endsWith("/") ? wanted : wanted + "/";
    while (true) {
      Resource index = chain.resolveResource(request, folder + INDEX, locations);
      if (index != null) {
        return index;
      }
      if (folder.isEmpty()) {
        return null;
      }
      folder = folder.substring(0, folder.lastIndexOf('/', folder.length() - 2) + 1);
    }
  }

  @Override
  public @Nullable String resolveUrlPath(
      String path, List<? extends Resource> locations, ResourceResolverChain chain) {
    return chain.resolveUrlPath(path, locations);
  }
}
