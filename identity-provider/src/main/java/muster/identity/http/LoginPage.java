package muster.identity.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/**
 * The login page in the browser's language: one form, so a template engine would be more than the
 * page.
 */
@RestController
class LoginPage {
  private static final String TEMPLATE = "/muster/identity/login.html";
  private static final String HTML_UTF8 = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8";

  private final MessageSource texts;
  private final String template;

  LoginPage(MessageSource texts) throws IOException {
    this.texts = texts;
    try (InputStream in = LoginPage.class.getResourceAsStream(TEMPLATE)) {
      if (in == null) {
        throw new IOException(TEMPLATE + " is missing");
      }
      this.template = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @GetMapping(path = "/login", produces = HTML_UTF8)
  String show(HttpServletRequest request, CsrfToken csrf, Locale locale) {
    String notice =
        request.getParameter("error") != null
            ? text("login.failed", locale)
            : request.getParameter("logout") != null ? text("login.loggedOut", locale) : "";
    Map<String, String> values =
        Map.of(
            "lang", locale.toLanguageTag(),
            "title", text("login.title", locale),
            "username", text("login.username", locale),
            "password", text("login.password", locale),
            "submit", text("login.submit", locale),
            "hint", text("login.hint", locale),
            "notice", notice,
            "csrfName", csrf.getParameterName(),
            "csrfValue", csrf.getToken());
    String page = template;
    for (Map.Entry<String, String> value : values.entrySet()) {
      page = page.replace("{{" + value.getKey() + "}}", HtmlUtils.htmlEscape(value.getValue()));
    }
    return page;
  }

  private String text(String key, Locale locale) {
    return texts.getMessage(key, null, locale);
  }
}
