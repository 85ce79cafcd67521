package muster.testbed.unruly.rota;

import org.springframework.context.annotation.Configuration;

/** A second place of wiring for one feature. */
@Configuration(proxyBeanMethods = false)
class OtherConfiguration {}
