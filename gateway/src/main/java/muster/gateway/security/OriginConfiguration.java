package muster.gateway.security;

import java.util.ArrayList;
import java.util.List;
import muster.gateway.GatewaySettings;
import muster.gateway.map.OtherOrigins;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.PermissionsPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.XXssProtectionHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter.XFrameOptionsMode;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/**
 * What browsers are told of the origin, with every answer that goes through the filters: of pages,
 * of services, and of refusals before anybody has looked at a session.
 */
@Configuration(proxyBeanMethods = false)
class OriginConfiguration {
  /** Both places are for the host of the map's tiles, where they are of another one. */
  private static final String CONTENT_POLICY =
      "default-src 'self'; img-src 'self' data: blob:%1$s; style-src 'self'; worker-src 'self';"
          + " connect-src 'self'%1$s; frame-ancestors 'none'; base-uri 'none'; object-src 'none';"
          + " form-action 'self'";

  private static final String PERMISSIONS =
      "camera=(), microphone=(), payment=(), usb=(), serial=(), bluetooth=(), midi=(),"
          + " display-capture=()";
  private static final long YEAR_SECONDS = 31_536_000;

  /** Around all filters, so that none can answer without. */
  @Bean
  FilterRegistrationBean<HeaderWriterFilter> originHeaders(
      GatewaySettings settings, OtherOrigins others) {
    FilterRegistrationBean<HeaderWriterFilter> filter =
        new FilterRegistrationBean<>(new HeaderWriterFilter(writers(settings.isSecure(), others)));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return filter;
  }

  private static List<HeaderWriter> writers(boolean secure, OtherOrigins others) {
    CrossOriginOpenerPolicyHeaderWriter opener = new CrossOriginOpenerPolicyHeaderWriter();
    opener.setPolicy(CrossOriginOpenerPolicy.SAME_ORIGIN);
    CrossOriginResourcePolicyHeaderWriter resource = new CrossOriginResourcePolicyHeaderWriter();
    resource.setPolicy(CrossOriginResourcePolicy.SAME_ORIGIN);
    List<HeaderWriter> writers = new ArrayList<>();
    writers.add(new ContentSecurityPolicyHeaderWriter(CONTENT_POLICY.formatted(others.inPolicy())));
    writers.add(new PermissionsPolicyHeaderWriter(PERMISSIONS));
    writers.add(new ReferrerPolicyHeaderWriter(ReferrerPolicy.NO_REFERRER));
    writers.add(new XFrameOptionsHeaderWriter(XFrameOptionsMode.DENY));
    writers.add(new XContentTypeOptionsHeaderWriter());
    writers.add(new XXssProtectionHeaderWriter());
    // Where the answer says nothing itself.
    writers.add(new CacheControlHeadersWriter());
    writers.add(opener);
    writers.add(resource);
    if (secure) {
      writers.add(new HstsHeaderWriter(AnyRequestMatcher.INSTANCE, YEAR_SECONDS, false));
    }
    return writers;
  }
}
