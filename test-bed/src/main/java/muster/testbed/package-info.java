/**
 * What a service is tested on. Kafka and PostgreSQL are real in every test; whether they run as
 * processes of this machine or in containers is decided by one system property, {@link
 * muster.testbed.RealServers#PROPERTY}.
 */
@NullMarked
package muster.testbed;

import org.jspecify.annotations.NullMarked;
